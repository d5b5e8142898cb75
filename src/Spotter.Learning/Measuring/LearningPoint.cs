using Spotter.Insights;

namespace Spotter.Learning.Measuring;

/// <summary>How well heads do that were fitted to fewer pictures.</summary>
/// <param name="PicturesPerLabel">To how many pictures of a label they were fitted, at most.</param>
/// <param name="Accuracy">Their accuracy on pictures they never saw, 0 to 1.</param>
/// <param name="AccuracyInterval">Where it truly lies.</param>
/// <param name="Auc">The mean of the labels' AUC; null where no label has one.</param>
public sealed record LearningPoint(int PicturesPerLabel, double Accuracy, Interval AccuracyInterval, double? Auc);
