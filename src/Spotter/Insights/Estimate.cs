namespace Spotter.Insights;

/// <summary>A mean, and where it truly lies with a confidence of 95 %.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Low">Null where there are too few to tell.</param>
/// <param name="High">Null where there are too few to tell.</param>
/// <param name="Posts">Of how many posts it is.</param>
public sealed record Estimate(double Mean, double? Low, double? High, int Posts);
