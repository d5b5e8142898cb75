using Spotter.Insights;

namespace Spotter.Learning.Measuring;

/// <summary>How well one label is told from the others.</summary>
public sealed record LabelEvaluation
{
    /// <summary>The label.</summary>
    public required string Label { get; init; }

    /// <summary>How many pictures of it were measured on.</summary>
    public required int Pictures { get; init; }

    /// <summary>Of the pictures whose best label it is, the share that is right; null where it is no picture's.</summary>
    public required double? Precision { get; init; }

    /// <summary>Where the precision truly lies.</summary>
    public required Interval PrecisionInterval { get; init; }

    /// <summary>Of its pictures, the share whose best label it is; null where it has none.</summary>
    public required double? Recall { get; init; }

    /// <summary>Where the recall truly lies.</summary>
    public required Interval RecallInterval { get; init; }

    /// <summary>2 hits / (2 hits + false alarms + misses).</summary>
    public required double F1 { get; init; }

    /// <summary>How often one of its pictures scores higher than another picture; null where one of the two kinds is absent.</summary>
    public required double? Auc { get; init; }

    /// <summary>The mean precision over all recalls.</summary>
    public required double AveragePrecision { get; init; }

    /// <summary>The recommended least score; null where there is none.</summary>
    public required double? LeastScore { get; init; }

    /// <summary>The precision of pictures that reach the least score; null where none does.</summary>
    public required double? PrecisionAtLeastScore { get; init; }

    /// <summary>Where that precision truly lies.</summary>
    public required Interval PrecisionAtLeastScoreInterval { get; init; }

    /// <summary>The share of its pictures that reach the least score; null where it has none.</summary>
    public required double? RecallAtLeastScore { get; init; }

    /// <summary>Where that recall truly lies.</summary>
    public required Interval RecallAtLeastScoreInterval { get; init; }

    /// <summary>Precision and recall from the highest score to the lowest, at most 200 points.</summary>
    public required IReadOnlyList<PrecisionRecallPoint> PrecisionRecall { get; init; }
}
