using System.Text.Json;

namespace Spotter.Simulator.Slack.Replies;

internal sealed record MessageReply(
    string Type,
    string Ts,
    string Text,
    string BotId,
    JsonElement? Blocks,
    JsonElement? Metadata,
    MessageReply.SharedFile[] Files)
{
    public static MessageReply Of(SlackMessage message, bool withMetadata) => new(
        "message",
        message.Ts,
        message.Text ?? "",
        Identity.Bot,
        message.Blocks,
        withMetadata ? message.Metadata : null,
        [.. message.Files.Select(file => new SharedFile(file))]);

    internal sealed record SharedFile(string Id);
}
