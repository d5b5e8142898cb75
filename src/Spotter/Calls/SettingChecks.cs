using Microsoft.Extensions.Options;

namespace Spotter.Calls;

/// <summary>What attributes cannot check of a source's settings.</summary>
internal static class SettingChecks
{
    public static ValidateOptionsResult Check(string section, string baseAddress, string callBudget, bool carriesToken)
    {
        var result = new ValidateOptionsResultBuilder();
        if (!Uri.TryCreate(baseAddress, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            result.AddError($"{section}:BaseAddress is '{baseAddress}' and must be an http or https address.");
        else if (carriesToken && uri.Scheme == "http" && !uri.IsLoopback)
            result.AddError($"{section}:BaseAddress must be an https address: the access token would be readable on the way.");
        try
        {
            CallWindow.ParseMany(callBudget);
        }
        catch (FormatException e)
        {
            result.AddError($"{section}:CallBudget: {e.Message}");
        }

        return result.Build();
    }
}
