namespace Spotter.Insights;

/// <summary>Where a share truly lies with a confidence of 95 %, as far as the number of pictures tells.</summary>
/// <param name="Low">0 to 1.</param>
/// <param name="High">0 to 1.</param>
public sealed record Interval(double Low, double High)
{
    private const double OneSide = 0.05;
    private const double EachOfTwoSides = 0.025;

    /// <summary>
    /// The exact interval of C. J. Clopper and E. S. Pearson ("The Use of Confidence or Fiducial Limits", Biometrika 26, 1934): it holds
    /// the true share in 95 % of all samples or more, however few they are and however near the share is to 0 or 1.
    /// </summary>
    /// <param name="hits">How many pictures had what is counted.</param>
    /// <param name="total">How many pictures there were; 0 gives 0 to 1.</param>
    public static Interval Exact(int hits, int total) =>
        new(LowerBound(hits, total, EachOfTwoSides), 1 - LowerBound(total - hits, total, EachOfTwoSides));

    /// <summary>What the true share exceeds with a confidence of 95 %: a bound on one side alone, so nearer.</summary>
    /// <param name="hits">How many pictures had what is counted.</param>
    /// <param name="total">How many pictures there were; 0 gives 0.</param>
    public static double LowerBound(int hits, int total) => LowerBound(hits, total, OneSide);

    // The share with which so many hits or more come about with the probability alpha.
    private static double LowerBound(int hits, int total, double alpha)
    {
        if (hits == 0)
            return 0;

        var (low, high) = (0.0, hits / (double)total);
        while (high - low > 1e-9)
        {
            var middle = (low + high) / 2;
            (low, high) = IncompleteBeta.Of(hits, total - hits + 1, middle) < alpha ? (middle, high) : (low, middle);
        }

        return low;
    }
}
