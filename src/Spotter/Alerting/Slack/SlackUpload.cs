namespace Spotter.Alerting.Slack;

/// <summary>Where Slack wants a file.</summary>
/// <param name="File">The file's id.</param>
/// <param name="Address">Where its bytes go. A secret.</param>
public sealed record SlackUpload(string File, Uri Address);
