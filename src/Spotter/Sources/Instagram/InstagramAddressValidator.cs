using Microsoft.Extensions.Options;
using Spotter.Calls;
using Spotter.Sources.InstagramWeb;

namespace Spotter.Sources.Instagram;

internal sealed class InstagramAddressValidator : IValidateOptions<InstagramOptions>, IValidateOptions<InstagramWebOptions>
{
    public ValidateOptionsResult Validate(string? name, InstagramOptions options) =>
        SettingChecks.Check("Sources:Instagram", options.BaseAddress, options.CallBudget, carriesToken: true);

    public ValidateOptionsResult Validate(string? name, InstagramWebOptions options) =>
        SettingChecks.Check("Sources:InstagramWeb", options.BaseAddress, options.CallBudget, carriesToken: false);
}
