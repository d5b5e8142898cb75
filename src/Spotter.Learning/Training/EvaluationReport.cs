using Spotter.Learning.Features;
using Spotter.Learning.Measuring;

namespace Spotter.Learning.Training;

/// <summary>How well a model did on a folder of pictures.</summary>
public sealed record EvaluationReport
{
    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>How well it did.</summary>
    public required Evaluation Evaluation { get; init; }

    /// <summary>How many pictures were left out because the model was made from them.</summary>
    public required int Seen { get; init; }

    /// <summary>The files that hold the very bytes of another, group by group; one of each group took part.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Duplicates { get; init; }

    /// <summary>The files that could not be used.</summary>
    public required IReadOnlyList<SkippedFile> Skipped { get; init; }

    /// <summary>What a person should know before trusting the numbers.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>All in all.</summary>
    public required TimeSpan Duration { get; init; }
}
