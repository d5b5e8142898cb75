using Spotter.Insights;

namespace Spotter.Learning.Tests.Measuring;

/// <summary>An interval says how little few pictures prove.</summary>
public sealed class IntervalTests
{
    [Theory]
    [InlineData(8, 10, 0.4439, 0.9748)]
    [InlineData(0, 10, 0, 0.3085)]
    [InlineData(10, 10, 0.6915, 1)]
    [InlineData(13, 13, 0.7529, 1)]
    [InlineData(0, 0, 0, 1)]
    public void It_is_that_of_Clopper_and_Pearson(int hits, int total, double low, double high)
    {
        var interval = Interval.Exact(hits, total);

        Assert.Equal(low, interval.Low, 1e-4);
        Assert.Equal(high, interval.High, 1e-4);
    }

    [Fact]
    public void It_holds_the_true_share_in_95_of_100_samples_of_any_size()
    {
        foreach (var total in new[] { 2, 5, 13, 50, 200, 1_000 })
        {
            var intervals = Enumerable.Range(0, total + 1).Select(hits => Interval.Exact(hits, total)).ToList();
            for (var share = 0.005; share < 1; share += 0.005)
            {
                var covered = Enumerable
                    .Range(0, total + 1)
                    .Where(hits => intervals[hits].Low <= share && share <= intervals[hits].High)
                    .Sum(hits => ProbabilityOf(hits, total, share));
                Assert.True(covered >= 0.95 - 1e-9, $"{covered} of samples of {total} with the share {share}");
            }
        }
    }

    [Fact]
    public void A_bound_on_one_side_is_exceeded_by_the_true_share_in_95_of_100_samples()
    {
        Assert.Equal(0, Interval.LowerBound(0, 0));
        Assert.Equal(Math.Pow(0.05, 1 / 149.0), Interval.LowerBound(149, 149), 1e-8);
        Assert.InRange(Interval.LowerBound(999_000, 1_000_000), 0.9989, 0.999);
    }

    // Summed logarithms, so that it shares nothing with what it checks.
    private static double ProbabilityOf(int hits, int total, double share) => Math.Exp(
        Enumerable.Range(1, hits).Sum(i => Math.Log((total - hits + i) / (double)i))
            + (hits * Math.Log(share)) + ((total - hits) * Math.Log(1 - share)));
}
