namespace Spotter.Simulator.Slack.Replies;

internal sealed record HistoryReply(MessageReply[] Messages, bool HasMore, ReplyMetadata? ResponseMetadata) : SlackReply
{
    public static HistoryReply Of(IEnumerable<SlackMessage> messages, string? next, bool withMetadata) => new(
        [.. messages.Select(message => MessageReply.Of(message, withMetadata))],
        next is not null,
        next is null ? null : new(NextCursor: next));
}
