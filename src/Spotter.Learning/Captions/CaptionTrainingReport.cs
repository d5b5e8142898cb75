using Spotter.Captions;
using Spotter.Learning.Measuring;

namespace Spotter.Learning.Captions;

/// <summary>What a training of captions did and how well.</summary>
public sealed record CaptionTrainingReport
{
    /// <summary>When it was done.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The folder that was written.</summary>
    public required string ModelFolder { get; init; }

    /// <summary>The page with all of this, for a person.</summary>
    public required string Page { get; init; }

    /// <summary>The encoder's name.</summary>
    public required string Encoder { get; init; }

    /// <summary>What was taken of its layers.</summary>
    public required Pooling Pooling { get; init; }

    /// <summary>The tokens of a caption that were read.</summary>
    public required int Tokens { get; init; }

    /// <summary>How many features an account has.</summary>
    public required int Features { get; init; }

    /// <summary>Units of the hidden layer.</summary>
    public required int Hidden { get; init; }

    /// <summary>How many parts took turns.</summary>
    public required int Folds { get; init; }

    /// <summary>What decided which account went where.</summary>
    public required int Seed { get; init; }

    /// <summary>What the head's logits were divided by, so that scores mean what they say.</summary>
    public required double Temperature { get; init; }

    /// <summary>How well it did on accounts that it was not fitted to. Its pictures are accounts.</summary>
    public required Evaluation Evaluation { get; init; }

    /// <summary>How well words alone do in the same folds.</summary>
    public required WordsAloneResult WordsAlone { get; init; }

    /// <summary>Accuracy against accounts.</summary>
    public required LearningCurve LearningCurve { get; init; }

    /// <summary>What was read, and what took no part.</summary>
    public required CaptionCounts Counts { get; init; }

    /// <summary>What a person should know before trusting the numbers.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>How long reading and encoding took.</summary>
    public required TimeSpan FeaturesDuration { get; init; }

    /// <summary>All in all.</summary>
    public required TimeSpan Duration { get; init; }
}
