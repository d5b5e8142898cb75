using Microsoft.Extensions.Options;

namespace Spotter.Local.Alerting;

/// <summary>Checks each channel and names the setting that is wrong, never its value: it may be a secret.</summary>
internal sealed class AlertingOptionsValidator : IValidateOptions<AlertingOptions>
{
    public ValidateOptionsResult Validate(string? name, AlertingOptions options)
    {
        var errors = options.Channels.SelectMany(pair => FindErrors($"Channels:{pair.Key}", pair.Value)).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> FindErrors(string setting, ChannelOptions channel) => channel.Type switch
    {
        "console" => [],
        "slack" => FindSlackErrors(setting, channel),
        "webhook" when IsHttp(channel.WebhookUrl) => [],
        "webhook" => [$"{setting}:WebhookUrl must be the http(s) address of an incoming webhook."],
        _ => [$"{setting}:Type must be slack, webhook or console."],
    };

    private static IEnumerable<string> FindSlackErrors(string setting, ChannelOptions channel)
    {
        if (string.IsNullOrWhiteSpace(channel.Token))
            yield return $"{setting}:Token is missing: set the bot token (xoxb-…), for example in the environment as SPOTTER_{setting.Replace(":", "__", StringComparison.Ordinal)}__Token.";
        if (channel.Channel is not { Length: > 2 } id || id[0] is not ('C' or 'G' or 'D') || !id.All(char.IsAsciiLetterOrDigit))
            yield return $"{setting}:Channel must be the id of a channel, such as C0123456789: Slack shows it at the end of the channel's details.";
        if (!IsHttp(channel.BaseAddress))
            yield return $"{setting}:BaseAddress must be an http(s) address.";
    }

    private static bool IsHttp(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https");
}
