using Spotter.Calls;

namespace Spotter.Alerting;

/// <summary>One channel. Settings section <c>Channels:NAME</c>.</summary>
public sealed class ChannelOptions
{
    /// <summary><c>slack</c> (a bot token), <c>webhook</c> (an incoming webhook of Slack) or <c>console</c>. Required.</summary>
    public string Type { get; set; } = "";

    /// <summary>The bot token, <c>xoxb-…</c>. A secret. Required for <c>slack</c>.</summary>
    public string? Token { get; set; }

    /// <summary>
    /// The id of Slack's channel, for example <c>C0123456789</c>: a look-up of what arrived takes no name. Required for <c>slack</c>.
    /// </summary>
    public string? Channel { get; set; }

    /// <summary>The webhook's address. A secret. Required for <c>webhook</c>.</summary>
    public string? WebhookUrl { get; set; }

    /// <summary>
    /// How many messages are sent, as <see cref="CallWindow.ParseMany"/> reads it. Default <c>1,1</c>: Slack takes one message a second for
    /// each channel and each webhook
    /// (https://docs.slack.dev/apis/web-api/rate-limits).
    /// </summary>
    public string CallBudget { get; set; } = "1,1";

    /// <summary>
    /// How long one call may take, more than 0 and at most 10 minutes. Default 30 s. An alert whose send was cut off is looked for after
    /// twice this time.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Where Slack is. Default <c>https://slack.com</c>.</summary>
    public string BaseAddress { get; set; } = "https://slack.com";
}
