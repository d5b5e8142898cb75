using Spotter.Insights;

namespace Spotter.Learning.Measuring;

/// <summary>The pictures whose best score lies in one range.</summary>
/// <param name="From">The range begins here.</param>
/// <param name="To">And ends here.</param>
/// <param name="Pictures">How many there are.</param>
/// <param name="MeanScore">Their mean best score: the share that should be right.</param>
/// <param name="Right">The share that is right.</param>
/// <param name="RightInterval">Where that share truly lies.</param>
public sealed record CalibrationBin(double From, double To, int Pictures, double MeanScore, double Right, Interval RightInterval);
