using System.Text.Json.Serialization;

namespace Spotter.Scanning;

/// <summary>What a scan does at the moment. Whoever shows it writes the words.</summary>
/// <param name="Stage">What it does.</param>
/// <param name="Until">When it goes on; null where it does not wait.</param>
/// <param name="Reason">Why it waits, for a person; null where the stage says it.</param>
/// <param name="Count">Which page it reads, from 1, or how many posts wait; else 0.</param>
public sealed record ScanStatus(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] ScanStage Stage,
    DateTimeOffset? Until = null,
    string? Reason = null,
    int Count = 0)
{
    /// <summary>How many pages were read so far.</summary>
    public int Pages { get; init; }

    /// <summary>How much was done so far.</summary>
    public ScanCounts Done { get => field ?? new ScanCounts(); init; } = new();
}
