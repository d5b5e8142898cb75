namespace Spotter.Alerting;

/// <summary>Names the uploads that are complete.</summary>
internal sealed record SlackFileList(SlackFileList.TitledFile[] Files)
{
    internal sealed record TitledFile(string Id, string Title);
}
