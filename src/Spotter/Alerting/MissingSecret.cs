namespace Spotter.Alerting;

/// <summary>The secret that a channel cannot do without.</summary>
internal static class MissingSecret
{
    /// <summary>What to set; null where the secret is there. Whether it is right only Slack can say.</summary>
    public static string? Find(string name, ChannelOptions channel) => channel switch
    {
        { Type: "slack" } when string.IsNullOrWhiteSpace(channel.Token) => Describe(name, nameof(channel.Token), "the bot token (xoxb-…)"),
        { Type: "webhook" } when string.IsNullOrWhiteSpace(channel.WebhookUrl) => Describe(
            name, nameof(channel.WebhookUrl), "the https address of an incoming webhook"),
        _ => null,
    };

    private static string Describe(string name, string setting, string what) =>
        $"Channels:{name}:{setting} is missing: set {what}, for example in the environment as SPOTTER_Channels__{name}__{setting}.";
}
