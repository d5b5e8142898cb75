namespace Spotter.Simulator.Slack.Replies;

internal sealed record CompletedUpload(CompletedUpload.TitledFile[] Files) : SlackReply
{
    public static CompletedUpload Of(List<SlackFile> files) => new([.. files.Select(file => new TitledFile(file.Id, file.ShownTitle))]);

    internal sealed record TitledFile(string Id, string Title);
}
