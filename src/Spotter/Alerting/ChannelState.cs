namespace Spotter.Alerting;

/// <summary>A channel that was stopped because nothing can arrive there until the operator acts.</summary>
/// <param name="StoppedAt">When.</param>
/// <param name="Reason">What the operator must do.</param>
public sealed record ChannelState(DateTimeOffset StoppedAt, string Reason);
