using Microsoft.Extensions.Options;
using Spotter.Calls;

namespace Spotter.Alerting;

/// <summary>Checks each channel and names the setting that is wrong, never its value: it may be a secret.</summary>
internal sealed class AlertingOptionsValidator : IValidateOptions<AlertingOptions>
{
    private const int MaxName = 64;

    private static readonly TimeSpan MaxTimeout = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, AlertingOptions options)
    {
        var errors = options.Channels.SelectMany(pair => FindErrors(pair.Key, pair.Value, options.MayLackSecrets)).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> FindErrors(string name, ChannelOptions channel, bool mayLackSecret) => channel.Type switch
    {
        _ when !IsName(name) =>
            [$"Channels:{name}: the name of a channel is 1 to {MaxName} letters, digits, hyphens, underscores and full stops."],
        "console" => [],
        "slack" => FindSlackErrors(name, channel, mayLackSecret),
        "webhook" =>
        [
            .. mayLackSecret && MissingSecret.Find(name, channel) is not null
                ? []
                : FindAddressErrors($"Channels:{name}:WebhookUrl", "the https address of an incoming webhook", channel.WebhookUrl),
            .. FindBudgetErrors($"Channels:{name}:CallBudget", channel.CallBudget),
            .. FindTimeoutErrors($"Channels:{name}:Timeout", channel.Timeout),
        ],
        _ => [$"Channels:{name}:Type must be slack, webhook or console."],
    };

    // Names are keys of the state, and stand in rules between colons.
    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxName && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.');

    private static IEnumerable<string> FindSlackErrors(string name, ChannelOptions channel, bool mayLackSecret)
    {
        var setting = $"Channels:{name}";
        if (MissingSecret.Find(name, channel) is { } missing)
        {
            if (!mayLackSecret)
                yield return missing;
        }
        else if (!channel.Token!.All(c => c is > ' ' and <= '~'))
            yield return $"{setting}:Token must be the bot token (xoxb-…) alone, without blanks or line breaks.";
        if (channel.Channel is not { Length: > 2 } id || id[0] is not ('C' or 'G' or 'D') || !id.All(char.IsAsciiLetterOrDigit))
            yield return $"{setting}:Channel must be the id of a channel, such as C0123456789: Slack shows it at the end of the "
                + $"channel's details.";
        foreach (var error in FindAddressErrors($"{setting}:BaseAddress", "an https address", channel.BaseAddress))
            yield return error;
        foreach (var error in FindBudgetErrors($"{setting}:CallBudget", channel.CallBudget))
            yield return error;
        foreach (var error in FindTimeoutErrors($"{setting}:Timeout", channel.Timeout))
            yield return error;
    }

    private static IEnumerable<string> FindTimeoutErrors(string setting, TimeSpan timeout) =>
        timeout > TimeSpan.Zero && timeout <= MaxTimeout
            ? []
            : [$"{setting} must be more than 00:00:00 and at most {MaxTimeout:c}."];

    private static IEnumerable<string> FindBudgetErrors(string setting, string budget)
    {
        try
        {
            CallWindow.ParseMany(budget);
            return [];
        }
        catch (FormatException error)
        {
            return [$"{setting}: {error.Message}"];
        }
    }

    // Over plain http the secret could be read on the way; on this machine there is no way.
    private static IEnumerable<string> FindAddressErrors(string setting, string what, string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback))
            ? []
            : [$"{setting} must be {what}; plain http is for this machine alone."];
}
