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
    internal sealed record SharedFile(string Id);
}
