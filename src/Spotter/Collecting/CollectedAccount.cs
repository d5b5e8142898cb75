using Spotter.Accounts;
using Spotter.Scanning;

namespace Spotter.Collecting;

/// <summary>How far an account of a collection has come.</summary>
public sealed record CollectedAccount
{
    /// <summary>The account.</summary>
    public required AccountId Account { get; init; }

    /// <summary>When the collection came to it first.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How many posts of it were known then.</summary>
    public int PostsBefore { get; init; }

    /// <summary>What is taken of it.</summary>
    public required CollectionBounds Bounds { get; init; }

    /// <summary>The most posts that are taken of it; null for all.</summary>
    public int? MaxPosts { get; init; }

    /// <summary>When its last scan ended; null where none did.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How that ended; null where none did.</summary>
    public ScanOutcome? Outcome { get; init; }

    /// <summary>What went wrong last, for a person; null where nothing did.</summary>
    public string? Message { get; init; }

    /// <summary>How many posts are not settled.</summary>
    public int Owed { get; init; }

    /// <summary>How many pages were read, in all scans.</summary>
    public int Pages { get; init; }

    /// <summary>How many posts and pictures were taken, in all scans.</summary>
    public ScanCounts Counts { get; init; } = new();

    /// <summary>True where nothing is left to be done.</summary>
    public bool IsDone => Owed == 0 && Outcome is ScanOutcome.Completed or ScanOutcome.LimitReached;

    /// <summary>True where it was done for these bounds, so that they need no scan.</summary>
    public bool IsDoneFor(CollectionBounds bounds, int? maxPosts) => IsDone && Bounds == bounds && MaxPosts == maxPosts;

    /// <summary>The same after a scan.</summary>
    public CollectedAccount After(ScanSummary scan) => this with
    {
        EndedAt = scan.EndedAt,
        Outcome = scan.Outcome,
        Message = scan.Message,
        Owed = scan.Owed,
        Pages = Pages + scan.Pages,
        Counts = Counts + scan.Counts,
    };
}
