namespace Spotter.Training;

/// <summary>What a training did and how well.</summary>
public sealed record TrainingReport
{
    /// <summary>The folder that was written.</summary>
    public required string ModelFolder { get; init; }

    /// <summary>Each label, in the order of the model's output.</summary>
    public required IReadOnlyList<LabelReport> Labels { get; init; }

    /// <summary>How many pictures the head was fitted to.</summary>
    public required int TrainingPictures { get; init; }

    /// <summary>How many pictures it was measured on and never saw.</summary>
    public required int HeldOutPictures { get; init; }

    /// <summary>The share of the held-out pictures whose best label was right, 0 to 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>How many features the backbone gives.</summary>
    public required int Features { get; init; }

    /// <summary>How many files held the very bytes of another and were left out.</summary>
    public required int Duplicates { get; init; }

    /// <summary>The files that could not be used.</summary>
    public required IReadOnlyList<SkippedFile> Skipped { get; init; }

    /// <summary>All in all.</summary>
    public required TimeSpan Duration { get; init; }
}
