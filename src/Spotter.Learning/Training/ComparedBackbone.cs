using Spotter.Insights;
using Spotter.Learning.Measuring;

namespace Spotter.Learning.Training;

/// <summary>How well heads on a backbone do that was at hand, on the same pictures in the same folds.</summary>
/// <param name="Backbone">Its file, or the name of the built-in one.</param>
/// <param name="Features">How many features it gives.</param>
/// <param name="Accuracy">0 to 1.</param>
/// <param name="AccuracyInterval">Where it truly lies.</param>
/// <param name="Auc">The mean of the labels' AUC; null where no label has one.</param>
public sealed record ComparedBackbone(string Backbone, int Features, double Accuracy, Interval AccuracyInterval, double? Auc)
{
    internal static ComparedBackbone Of(string backbone, int features, Evaluation evaluation) =>
        new(backbone, features, evaluation.Accuracy, evaluation.AccuracyInterval, evaluation.Auc);
}
