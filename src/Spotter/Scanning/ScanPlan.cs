using Spotter.Calls;

namespace Spotter.Scanning;

/// <summary>What <see cref="BeginScan"/> found: everything a scan needs to know that is not deterministic.</summary>
public sealed record ScanPlan
{
    /// <summary>
    /// How many posts a run of the orchestration works on before it begins anew: its history is replayed whole at every step.
    /// </summary>
    public const int PostsPerRun = 50;

    /// <summary>True where another scan of the account is running.</summary>
    public bool Busy { get; init; }

    /// <summary>Why the scan cannot begin; null where it can.</summary>
    public SourceFailure? Failure { get; init; }

    /// <summary>When the scan began.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>The page to begin with; null for the newest.</summary>
    public string? Cursor { get; init; }

    /// <summary>
    /// The keys of posts that an earlier scan left unfinished and that are due, without those that had better take fresh addresses of their
    /// pictures first.
    /// </summary>
    public IReadOnlyList<string> PendingPosts { get; init; } = [];

    /// <summary>The post after which there may be more of them, in a run of its own; null where there are none.</summary>
    public string? PendingAfter { get; init; }

    /// <summary>
    /// True where posts take fresh addresses of their pictures from the pages that are read, before they are tried again.
    /// </summary>
    public bool HasPostsToRefresh { get; init; }

    /// <summary>
    /// The key of the oldest of them whose addresses are known to have expired: pages of known posts are read until there. Null where there
    /// is none.
    /// </summary>
    public string? RefreshUntil { get; init; }

    /// <summary>True where a model of captions looks at the account.</summary>
    public bool PredictsAccount { get; init; }

    /// <summary>How often a post or an alert is tried within this scan.</summary>
    public int MaxPostAttempts { get; init; }

    /// <summary>The most pages to read.</summary>
    public int MaxPages { get; init; }

    /// <summary>Stop after the page that brings this many posts.</summary>
    public int MaxPosts { get; init; }

    /// <summary>How often a page is asked for.</summary>
    public int MaxCallAttempts { get; init; }

    /// <summary>How many posts are worked on at a time.</summary>
    public int ParallelPosts { get; init; }
}
