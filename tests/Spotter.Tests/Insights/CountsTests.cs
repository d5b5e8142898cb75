using FsCheck;
using FsCheck.Fluent;
using Spotter.Insights;

namespace Spotter.Tests.Insights;

public sealed class CountsTests
{
    private const int Samples = 1_000;

    [Fact]
    public void The_mean_lies_in_its_interval_and_nothing_below_0() => Prop.ForAll(
        Gen.Choose(0, 1_000_000).ArrayOf().Where(counts => counts.Length >= 5).ToArbitrary(),
        counts =>
        {
            var estimate = Of(counts.Select(count => (double)count));
            Assert.Equal(counts.Average(), estimate.Mean, 1e-6 * (1 + counts.Average()));
            Assert.InRange(estimate.Low!.Value, 0, estimate.Mean + 1e-9);
            Assert.InRange(estimate.High!.Value, estimate.Mean - 1e-9, double.MaxValue);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void A_few_counts_have_no_interval(int count)
    {
        var estimate = Of(Enumerable.Repeat(3.0, count));

        Assert.Equal((null, null, count), (estimate.Low, estimate.High, estimate.Posts));
    }

    // Likes are spread like the first two, comments like the third.
    [Theory]
    [InlineData(0.8, 10)]
    [InlineData(0.8, 60)]
    [InlineData(1.2, 30)]
    [InlineData(null, 60)]
    public void The_interval_holds_the_true_mean_as_often_as_it_says(double? spread, int posts)
    {
        var chance = new Random(7);
        var truth = spread is { } wide ? 100 * Math.Exp(wide * wide / 2) : 0.5;

        var held = Enumerable.Range(0, Samples).Count(_ =>
        {
            var estimate = Of(Enumerable.Range(0, posts).Select(
                _ => spread is { } wide ? 100 * Math.Exp(wide * Normal(chance)) : Rare(chance)));
            return estimate.Low <= truth && truth <= estimate.High;
        });

        Assert.InRange(held / (double)Samples, 0.92, 1);
    }

    private static Estimate Of(IEnumerable<double> values)
    {
        var counts = new Counts();
        foreach (var value in values)
            counts.Add(value);
        return counts.Estimate();
    }

    private static double Normal(Random chance) =>
        Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(Math.Tau * chance.NextDouble());

    // By D. E. Knuth's method, with the mean 0.5.
    private static double Rare(Random chance)
    {
        var count = 0;
        for (var product = chance.NextDouble(); product > Math.Exp(-0.5); product *= chance.NextDouble())
            count++;
        return count;
    }
}
