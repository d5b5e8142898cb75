namespace Spotter.Alerting;

/// <summary>A channel that was stopped because nothing can arrive there until the operator acts.</summary>
/// <param name="StoppedAt">When it was stopped first, since something arrived there.</param>
/// <param name="Reason">What the operator must do.</param>
public sealed record ChannelState(DateTimeOffset StoppedAt, string Reason)
{
    /// <summary>When it is checked next whether the channel is well again; null for now.</summary>
    public DateTimeOffset? ProbeAt { get; init; }

    /// <summary>How often it was not.</summary>
    public int Probes { get; init; }

    /// <summary>
    /// True where a check found nothing: alerts are sent again, and the first to be refused stops the channel as if it had never been well.
    /// </summary>
    public bool IsOnTrial { get; init; }
}
