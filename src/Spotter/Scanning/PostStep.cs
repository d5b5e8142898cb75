namespace Spotter.Scanning;

/// <summary>How one step of a post's work ended.</summary>
public sealed record PostStep
{
    /// <summary>What the post's stage is now.</summary>
    public PostStage Stage { get; init; }

    /// <summary>When to try the same step again; null where it need not be.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>How much this step did.</summary>
    public ScanCounts Counts { get; init; } = new();

    /// <summary>Why the post was given up, with its account and id, for a person; null where it was not.</summary>
    public string? Problem { get; init; }

    /// <summary>The ids of alerts that are to be sent.</summary>
    public IReadOnlyList<string> AlertsToSend { get; init; } = [];
}
