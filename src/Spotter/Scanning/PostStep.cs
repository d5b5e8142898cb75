using Spotter.Posts;

namespace Spotter.Scanning;

/// <summary>How one step of a post's work ended.</summary>
public sealed record PostStep
{
    /// <summary>What the post's stage is now.</summary>
    public PostStage Stage { get; init; }

    /// <summary>When to try the post again; null where it need not be.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>True where it was tried and failed; false for a wait that was asked for.</summary>
    public bool WasTried { get; init; }

    /// <summary>How much this step did.</summary>
    public ScanCounts Counts { get; init; } = new();

    /// <summary>
    /// What is in the post's way, with its account and id, for a person: it was given up where its stage says so, and waits otherwise. Null
    /// where nothing is.
    /// </summary>
    public string? Problem { get; init; }

    /// <summary>
    /// True where words in the post's pictures are still to be read. A rule of the watch that hangs on them alerts on nothing until then.
    /// </summary>
    public bool NeedsWords { get; init; }

    /// <summary>True where the files of its videos are still to be stored, when all is said of its pictures.</summary>
    public bool OwesVideos { get; init; }

    /// <summary>What the scan tells once, however many posts say it; null where there is nothing.</summary>
    public string? Notice { get; init; }

    /// <summary>The ids of alerts that are to be sent.</summary>
    public IReadOnlyList<string> AlertsToSend { get; init; } = [];
}
