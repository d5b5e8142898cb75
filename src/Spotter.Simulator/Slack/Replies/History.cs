namespace Spotter.Simulator.Slack.Replies;

internal sealed record History(MessageReply[] Messages, bool HasMore, ReplyMetadata? ResponseMetadata) : SlackReply;
