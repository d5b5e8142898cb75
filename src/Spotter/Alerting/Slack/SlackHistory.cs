namespace Spotter.Alerting.Slack;

/// <summary>A page of a channel's history.</summary>
/// <param name="AlertIds">The ids of the alerts on it.</param>
/// <param name="NextCursor">Names the next page; null or empty where there is none.</param>
public sealed record SlackHistory(IReadOnlyCollection<string> AlertIds, string? NextCursor);
