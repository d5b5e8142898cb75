namespace Spotter.Insights;

/// <summary>Whether two that were tried on the same things differ by more than chance.</summary>
public static class SignTest
{
    /// <summary>From here on a difference is put down to chance.</summary>
    public const double Level = 0.05;

    /// <summary>
    /// How often chance alone would make a difference as large as this one or larger, if both were as good as each other: McNemar's test
    /// (Q. McNemar, "Note on the Sampling Error of the Difference Between Correlated Proportions or Percentages", Psychometrika 12, 1947)
    /// in its exact form, min(1, 2 P(X &lt;= min(one, other))) with X binomial of <paramref name="one"/> + <paramref name="other"/> things
    /// and the probability 1/2. Things that both have right, or neither, tell nothing.
    /// </summary>
    /// <param name="one">How many things only one has right.</param>
    /// <param name="other">How many only the other one has right.</param>
    /// <returns>0 to 1; 1 where neither has any for itself.</returns>
    public static double ChanceOf(int one, int other)
    {
        var (less, all) = (Math.Min(one, other), one + other);
        // P(X <= k) of n is 1 - I(1/2; k + 1, n - k).
        return all == 0 ? 1 : Math.Min(1, 2 * (1 - IncompleteBeta.Of(less + 1, all - less, 0.5)));
    }
}
