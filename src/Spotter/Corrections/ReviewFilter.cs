using Spotter.Accounts;

namespace Spotter.Corrections;

/// <summary>Says which pictures are to be reviewed.</summary>
public sealed record ReviewFilter
{
    /// <summary>The accounts.</summary>
    public required IReadOnlyList<AccountId> Accounts { get; init; }

    /// <summary>Only what was posted at this time or later; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only pictures that the model gives this label; null for any.</summary>
    public string? Label { get; init; }

    /// <summary>Only pictures whose best score is at least this, 0 to 1.</summary>
    public double MinScore { get; init; }

    /// <summary>True for the pictures that the model is least sure of first, instead of the newest.</summary>
    public bool UnsureFirst { get; init; }

    /// <summary>True also shows pictures that a person has labelled already.</summary>
    public bool WithLabelled { get; init; }

    /// <summary>At most this many pictures.</summary>
    public int Limit { get; init; } = int.MaxValue;
}
