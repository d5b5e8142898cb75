namespace Spotter.Simulator.Slack.Replies;

internal sealed record UploadTarget(string UploadUrl, string FileId) : SlackReply;
