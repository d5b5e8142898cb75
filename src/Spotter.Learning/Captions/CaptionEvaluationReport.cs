using Spotter.Learning.Measuring;

namespace Spotter.Learning.Captions;

/// <summary>How well a model of captions did on labelled accounts.</summary>
public sealed record CaptionEvaluationReport
{
    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>How well it did. Its pictures are accounts.</summary>
    public required Evaluation Evaluation { get; init; }

    /// <summary>How well words alone do, fitted to the same accounts as the model; null where the model has none beside it.</summary>
    public WordsAloneResult? WordsAlone { get; init; }

    /// <summary>How many accounts were left out because the model was made from them.</summary>
    public required int Seen { get; init; }

    /// <summary>What was read, and what took no part.</summary>
    public required CaptionCounts Counts { get; init; }

    /// <summary>What a person should know before trusting the numbers.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
