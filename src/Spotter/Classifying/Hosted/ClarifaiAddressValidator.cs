using Microsoft.Extensions.Options;
using Spotter.Sources;

namespace Spotter.Classifying.Hosted;

internal sealed class ClarifaiAddressValidator : IValidateOptions<ClarifaiOptions>
{
    public ValidateOptionsResult Validate(string? name, ClarifaiOptions options) =>
        SettingChecks.Check("Clarifai", options.BaseAddress, options.CallBudget, carriesToken: true);
}
