namespace Spotter.Learning.Measuring;

/// <summary>A least score that was chosen on pictures.</summary>
/// <param name="Score">0 to 1.</param>
/// <param name="SurePrecision">What the precision of pictures that reach it exceeds with a confidence of 95 %, 0 to 1.</param>
internal sealed record LeastScore(double Score, double SurePrecision);
