using System.Text.Json.Serialization;
using Spotter.Insights;

namespace Spotter.Learning.Measuring;

/// <summary>How well a model did on pictures that it was not fitted to.</summary>
public sealed record Evaluation
{
    /// <summary>How many pictures there were.</summary>
    public required int Pictures { get; init; }

    /// <summary>The share whose best label is right.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Where the accuracy truly lies on pictures like these.</summary>
    public required Interval AccuracyInterval { get; init; }

    /// <summary>What giving every picture the most common label would reach.</summary>
    public required double CommonestShare { get; init; }

    /// <summary>The mean of the labels' AUC; null where no label has one.</summary>
    public required double? Auc { get; init; }

    /// <summary>The mean of -log(score of the right label), with natural logarithms.</summary>
    public required double LogLoss { get; init; }

    /// <summary>The expected calibration error: how far the best score lies from the share that is right, on average.</summary>
    public required double CalibrationError { get; init; }

    /// <summary>Every label that a picture has or was given, in the order of the model's output.</summary>
    public required IReadOnlyList<LabelEvaluation> Labels { get; init; }

    /// <summary>How many pictures of a label (row) had another as their best (column), in the order of <see cref="Labels"/>.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Confusion { get; init; }

    /// <summary>The pictures by their best score.</summary>
    public required IReadOnlyList<CalibrationBin> Calibration { get; init; }

    /// <summary>What was said of each picture, by a head that was not fitted to it.</summary>
    [JsonIgnore]
    public IReadOnlyList<ScoredPicture> Scored { get; init; } = [];

    /// <summary>The pictures that were given a wrong label, those with the highest score first.</summary>
    public required IReadOnlyList<WrongPicture> Wrong { get; init; }
}
