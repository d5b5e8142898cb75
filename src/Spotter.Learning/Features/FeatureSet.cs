namespace Spotter.Learning.Features;

/// <summary>What a backbone said of a folder's pictures.</summary>
internal sealed record FeatureSet
{
    /// <summary>The pictures that could be decoded, in the order of the folder.</summary>
    public required IReadOnlyList<PictureFeatures> Pictures { get; init; }

    /// <summary>Their fingerprints, in the same order.</summary>
    public required IReadOnlyList<byte[]> Fingerprints { get; init; }

    /// <summary>The files that could not be decoded.</summary>
    public required IReadOnlyList<SkippedFile> Skipped { get; init; }

    /// <summary>How many pictures were not decoded because their features were kept.</summary>
    public required int Cached { get; init; }

    /// <summary>How many kept files were damaged; their features were computed again.</summary>
    public required int Damaged { get; init; }

    /// <summary>Why features could not be kept for the next time; null where they could.</summary>
    public required string? CacheProblem { get; init; }
}
