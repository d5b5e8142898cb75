namespace Spotter.Scanning;

/// <summary>Where the scans of an account stand.</summary>
public sealed record ScanProgress
{
    /// <summary>How many scans have ended.</summary>
    public int Scans { get; init; }

    /// <summary>
    /// When the last pass that reached its end did so. Posts found later belong to a pass that was cut short, and do not end the next one.
    /// </summary>
    public DateTimeOffset? LastPassAt { get; init; }

    /// <summary>
    /// What the newest page said when it was read last, where it was all there is: a source that can say "nothing changed" is asked with
    /// it. Null where the source gives none.
    /// </summary>
    public string? Mark { get; init; }

    /// <summary>The pass that has not reached its end; null where none is open.</summary>
    public OpenPass? OpenPass { get; init; }

    /// <summary>How many scans in a row ended with a failure.</summary>
    public int FailuresInARow { get; init; }

    /// <summary>Which scan may work on the account; null where none ever did. Here, one that lost it changes nothing any more.</summary>
    public AccountLease? Lease { get; init; }

    /// <summary>True where no post waits and no time is marked for one: neither need be looked for. False where not known.</summary>
    public bool OwesNothing { get; init; }

    /// <summary>How many posts were not settled when the last scan ended.</summary>
    public int Owed { get; init; }

    /// <summary>When the first of them is tried again; null where none waits for a time.</summary>
    public DateTimeOffset? OwedAt { get; init; }

    /// <summary>What is in the way since when; null where all is well.</summary>
    public ScanTrouble? Trouble { get; init; }

    /// <summary>The last page of the scan that is running; null between scans.</summary>
    public LastPage? LastPage { get; init; }

    /// <summary>The last scan that ended; null before the first.</summary>
    public LastEnd? LastEnd { get; init; }
}
