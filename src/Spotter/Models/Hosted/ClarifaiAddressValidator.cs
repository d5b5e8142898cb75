using Microsoft.Extensions.Options;
using Spotter.Calls;

namespace Spotter.Models.Hosted;

internal sealed class ClarifaiAddressValidator : IValidateOptions<ClarifaiOptions>
{
    public ValidateOptionsResult Validate(string? name, ClarifaiOptions options) =>
        SettingChecks.Check("Clarifai", options.BaseAddress, options.CallBudget, carriesToken: true);
}
