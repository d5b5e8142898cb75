using Spotter.Accounts;
using Spotter.Calls;

namespace Spotter.Scanning;

/// <summary>What a scan did.</summary>
public sealed record ScanSummary
{
    /// <summary>The account.</summary>
    public required AccountId Account { get; init; }

    /// <summary>How far it was to go.</summary>
    public ScanMode Mode { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>How it ended.</summary>
    public ScanOutcome Outcome { get; init; }

    /// <summary>The failure's kind; null where there was none or it was not the source's.</summary>
    public FailureKind? Failure { get; init; }

    /// <summary>What went wrong last and what to do, for a person and without the account; null where nothing did.</summary>
    public string? Message { get; init; }

    /// <summary>What was given up or stopped, a line for each post, picture, alert or channel; the first fifty.</summary>
    // A record of an earlier version lacks it.
    public IReadOnlyList<string> Losses { get => field ?? []; init; } = [];

    /// <summary>What was odd about the source's answers and was passed over or ignored, each thing once; the first fifty.</summary>
    // A record of an earlier version lacks it.
    public IReadOnlyList<string> Notices { get => field ?? []; init; } = [];

    /// <summary>
    /// How many of the account's posts are not settled at the end: their pictures are missing or their alerts are not sent. Later scans go
    /// on with them.
    /// </summary>
    public int Owed { get; init; }

    /// <summary>The summary of a scan that one of its own steps broke off, so that it could not make one.</summary>
    /// <param name="scan">What was asked for.</param>
    /// <param name="at">When it broke off.</param>
    /// <param name="message">What went wrong, for a person.</param>
    public static ScanSummary OfFailed(ScanRequest scan, DateTimeOffset at, string message)
    {
        var soFar = scan.SoFar ?? new ScanSummary { Account = scan.Account, Mode = scan.Mode, StartedAt = at, EndedAt = at };
        return soFar with { EndedAt = at, Outcome = ScanOutcome.Failed, Message = message };
    }

    /// <summary>How many pages were read.</summary>
    public int Pages { get; init; }

    /// <summary>How much was done.</summary>
    public ScanCounts Counts { get; init; } = new();
}
