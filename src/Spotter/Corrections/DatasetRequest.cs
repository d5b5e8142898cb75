using Spotter.Accounts;

namespace Spotter.Corrections;

/// <summary>Says which pictures are exported for training.</summary>
public sealed record DatasetRequest
{
    /// <summary>Receives a folder for each label; it is made if need be.</summary>
    public required string Folder { get; init; }

    /// <summary>Only pictures that this model classified; null for any.</summary>
    public string? Model { get; init; }

    /// <summary>
    /// The accounts that <see cref="Model"/> watches: what people labelled there counts, also where another model judged it last.
    /// </summary>
    public IReadOnlyList<AccountId> WatchedByModel { get; init; } = [];

    /// <summary>Only pictures seen at these accounts; null for any that a person labelled one at.</summary>
    public IReadOnlyList<AccountId>? Accounts { get; init; }

    /// <summary>True for pictures where a person says something else than the model alone.</summary>
    public bool CorrectedOnly { get; init; }

    /// <summary>
    /// The accounts whose pictures that no person labelled are exported too, where the model's best score is at least
    /// <see cref="MinScore"/>.
    /// </summary>
    public IReadOnlyList<AccountId> ModelAccounts { get; init; } = [];

    /// <summary>From 0 to 1.</summary>
    public double MinScore { get; init; } = 1;
}
