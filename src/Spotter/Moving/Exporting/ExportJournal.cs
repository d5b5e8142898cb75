using Spotter.Accounts;
using Spotter.Scanning;

namespace Spotter.Moving.Exporting;

/// <summary>How far an export has come; it lies in its folder, and is written when a part is whole.</summary>
internal sealed record ExportJournal
{
    /// <summary>What was asked for.</summary>
    public required string Words { get; init; }

    /// <summary>When it began: what was found later is not of it.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Which posts.</summary>
    public required CollectionBounds Bounds { get; init; }

    /// <summary>Whose posts.</summary>
    public required IReadOnlyList<AccountId> Accounts { get; init; }

    /// <summary>How many of the accounts are done.</summary>
    public int AccountsDone { get; init; }

    /// <summary>The key of the last post of the next one that is written; null where none is.</summary>
    public string? After { get; init; }

    /// <summary>How many posts of that account are written.</summary>
    public int Taken { get; init; }

    /// <summary>How long the manifest is.</summary>
    public long ManifestBytes { get; init; }

    /// <summary>What is written.</summary>
    public ExportSummary Written { get; init; } = new(0, 0, 0, 0, 0, WasWhole: false, []);

    /// <summary>True where all of it is.</summary>
    public bool IsWhole { get; init; }
}
