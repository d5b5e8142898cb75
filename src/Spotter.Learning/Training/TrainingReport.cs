using Spotter.Learning.Features;
using Spotter.Learning.Measuring;
using Spotter.Learning.Requests;

namespace Spotter.Learning.Training;

/// <summary>What a training did and how well.</summary>
public sealed record TrainingReport
{
    /// <summary>The folder that was written.</summary>
    public required string ModelFolder { get; init; }

    /// <summary>When it was done.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The page with all of this, for a person.</summary>
    public required string Page { get; init; }

    /// <summary>The backbone's file, or the name of the built-in one.</summary>
    public required string Backbone { get; init; }

    /// <summary>The other backbones at hand, the best first; empty where the request named its backbone.</summary>
    public required IReadOnlyList<ComparedBackbone> Compared { get; init; }

    /// <summary>The tensor that gave the features.</summary>
    public required string FeatureTensor { get; init; }

    /// <summary>How the same features do without the figures of the words; null where no words were read.</summary>
    public ComparedBackbone? WithoutWords { get; init; }

    /// <summary>True where the words alone decide when they are read.</summary>
    public bool WordsOnly { get; init; }

    /// <summary>Why no words were read; null where they were, or where nobody wanted them.</summary>
    public string? WordsProblem { get; init; }

    /// <summary>How many features the head takes: the backbone's, and the figures of the words where they were read.</summary>
    public required int Features { get; init; }

    /// <summary>How many units the hidden layer has; 0 for none.</summary>
    public required int Hidden { get; init; }

    /// <summary>Each label, in the order of the model's output.</summary>
    public required IReadOnlyList<TrainedLabel> Labels { get; init; }

    /// <summary>How many different pictures took part.</summary>
    public required int Pictures { get; init; }

    /// <summary>How many folds took turns; 0 where a test part was set aside.</summary>
    public required int Folds { get; init; }

    /// <summary>What decided which picture went where.</summary>
    public required int Seed { get; init; }

    /// <summary>The L2 penalty that was chosen.</summary>
    public required double Penalty { get; init; }

    /// <summary>What the head's logits were divided by, so that scores mean what they say.</summary>
    public required double Temperature { get; init; }

    /// <summary>The calibration error without that.</summary>
    public required double CalibrationErrorBefore { get; init; }

    /// <summary>The precision that least scores were recommended for; null for the highest F1.</summary>
    public required double? WantedPrecision { get; init; }

    /// <summary>How well it did on pictures it was not fitted to.</summary>
    public required Evaluation Evaluation { get; init; }

    /// <summary>How it does against the version before it; null for a first training, and where no picture tells.</summary>
    public ModelComparison? Comparison { get; init; }

    /// <summary>Why it could not be compared with the version before it; null where it was, or there is none.</summary>
    public string? ComparisonProblem { get; init; }

    /// <summary>Accuracy against pictures.</summary>
    public required LearningCurve LearningCurve { get; init; }

    /// <summary>The files that hold the very bytes of another, group by group; one of each group took part.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Duplicates { get; init; }

    /// <summary>The pictures that show the same under other bytes, group by group; a group stays on one side of every split.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Twins { get; init; }

    /// <summary>The pictures that are much smaller than the others of their label, and plain or unlike them.</summary>
    public required IReadOnlyList<string> Odd { get; init; }

    /// <summary>The files that could not be used.</summary>
    public required IReadOnlyList<SkippedFile> Skipped { get; init; }

    /// <summary>What a person should know before trusting the numbers.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>How many pictures' features were known from a former training.</summary>
    public required int Cached { get; init; }

    /// <summary>How long reading files and computing features took.</summary>
    public required TimeSpan FeaturesDuration { get; init; }

    /// <summary>How long fitting and measuring took.</summary>
    public required TimeSpan FittingDuration { get; init; }

    /// <summary>All in all.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The same with names in the place of paths.</summary>
    internal TrainingReport With(PictureNames names) => this with
    {
        Evaluation = Evaluation with { Wrong = [.. Evaluation.Wrong.Select(wrong => wrong with { Path = names.In(wrong.Path) })] },
        ComparisonProblem = ComparisonProblem is { } problem ? names.In(problem) : null,
        Duplicates = [.. Duplicates.Select(group => group.Select(names.In).ToList())],
        Twins = [.. Twins.Select(group => group.Select(names.In).ToList())],
        Odd = [.. Odd.Select(names.In)],
        Skipped = [.. Skipped.Select(file => file with { Path = names.In(file.Path), Reason = names.In(file.Reason) })],
        Warnings = [.. Warnings.Select(names.In)],
    };
}
