namespace Spotter.Scanning;

/// <summary>The last scan that ended, so that a call that ends it again records it once.</summary>
/// <param name="InstanceId">Its orchestration.</param>
/// <param name="StartedAt">When it began: ids of instances come again.</param>
/// <param name="EndedAt">When it ended.</param>
public sealed record LastEnd(string InstanceId, DateTimeOffset StartedAt, DateTimeOffset EndedAt);
