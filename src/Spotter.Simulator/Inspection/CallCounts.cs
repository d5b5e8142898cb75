namespace Spotter.Simulator.Inspection;

/// <summary>How often each account, method of Slack and kind of outage was met.</summary>
internal sealed record CallCounts(
    Dictionary<string, int> Accounts,
    SortedDictionary<string, int> Slack,
    int Clarifai,
    IReadOnlyDictionary<string, int> Outages);
