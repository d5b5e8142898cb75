namespace Spotter.Alerting.Slack;

/// <summary>Names the uploads that are complete.</summary>
internal sealed record SlackFileList(SlackFileList.TitledFile[] Files)
{
    internal sealed record TitledFile(string Id, string Title);
}
