namespace Spotter.Simulator.Slack.Replies;

internal sealed record ReplyMetadata(string[]? Messages = null, string? NextCursor = null);
