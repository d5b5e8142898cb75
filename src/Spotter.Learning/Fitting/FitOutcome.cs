using Spotter.Learning.Features;
using Spotter.Learning.Heads;
using Spotter.Learning.Measuring;

namespace Spotter.Learning.Fitting;

/// <summary>A head and how well it, or heads like it, did on pictures they were not fitted to.</summary>
internal sealed record FitOutcome
{
    /// <summary>The head, calibrated.</summary>
    public required Head Head { get; init; }

    /// <summary>What its logits were divided by.</summary>
    public required double Temperature { get; init; }

    /// <summary>The L2 penalty it was fitted with.</summary>
    public required double Penalty { get; init; }

    /// <summary>The recommended least score of each label; null for a label with three pictures or fewer to choose it on.</summary>
    public required IReadOnlyList<LeastScore?> LeastScores { get; init; }

    /// <summary>How well it did.</summary>
    public required Evaluation Evaluation { get; init; }

    /// <summary>The calibration error of the same pictures without the temperature.</summary>
    public required double CalibrationErrorBefore { get; init; }

    /// <summary>The pictures it was fitted to.</summary>
    public required IReadOnlyList<PictureFeatures> Training { get; init; }

    /// <summary>The pictures its settings were chosen on; the same as <see cref="Training"/> where folds took turns.</summary>
    public required IReadOnlyList<PictureFeatures> Validation { get; init; }

    /// <summary>The pictures it was measured on; the same as <see cref="Training"/> where folds took turns.</summary>
    public required IReadOnlyList<PictureFeatures> Test { get; init; }

    /// <summary>Accuracy against pictures.</summary>
    public required LearningCurve Curve { get; init; }
}
