namespace Spotter.Simulator.Slack.Replies;

internal sealed record CompletedUpload(CompletedUpload.TitledFile[] Files) : SlackReply
{
    internal sealed record TitledFile(string Id, string Title);
}
