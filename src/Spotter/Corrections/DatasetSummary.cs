using System.Text.Json.Serialization;

namespace Spotter.Corrections;

/// <summary>What an export did.</summary>
public sealed record DatasetSummary
{
    /// <summary>How many pictures each label's folder got or had already.</summary>
    public required IReadOnlyDictionary<string, int> Labels { get; init; }

    /// <summary>How many pictures were written.</summary>
    public required int Written { get; init; }

    /// <summary>How many had another label in an earlier export and were moved.</summary>
    public required int Moved { get; init; }

    /// <summary>How many lay there already.</summary>
    public required int Kept { get; init; }

    /// <summary>What people said of the pictures that were taken.</summary>
    [JsonIgnore]
    public IReadOnlyList<PictureLabel> Said { get; init; } = [];

    /// <summary>What could not be exported and why, a sentence for each.</summary>
    public required IReadOnlyList<string> Problems { get; init; }
}
