namespace Spotter.Simulator.Slack.Replies;

internal sealed record Refusal(string Error, string[]? Errors = null, ReplyMetadata? ResponseMetadata = null) : SlackReply;
