using FsCheck;
using FsCheck.Fluent;
using Spotter.Insights;

namespace Spotter.Tests.Insights;

public sealed class MomentsTests
{
    private static readonly Arbitrary<double[]> Values = (
        from count in Gen.Choose(0, 50)
        from values in Gen.Choose(-100_000, 100_000).ArrayOf(count)
        select Array.ConvertAll(values, value => value / 100.0)).ToArbitrary();

    [Fact]
    public void They_are_those_of_the_values() => Prop.ForAll(Values, values =>
    {
        var moments = Of(values);
        Assert.Equal(values.Length, moments.Count);
        Assert.Equal(values.DefaultIfEmpty(0).Average(), moments.Mean, 1e-8);
        Assert.Equal(VarianceOf(values), moments.Variance, 1e-5);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_parts_come_to_the_whole_and_a_level_moves_the_mean_alone() => Prop.ForAll(Values, Values, (some, others) =>
    {
        var (sum, moved) = (Of(some), new Moments());
        sum.Add(Of(others));
        moved.Add(sum, level: 7);
        var whole = Of([.. some, .. others]);
        Assert.Equal(whole.Count, sum.Count);
        Assert.Equal(whole.Mean, sum.Mean, 1e-8);
        Assert.Equal(whole.Variance, sum.Variance, 1e-5);
        Assert.Equal(whole.Count == 0 ? 0 : whole.Mean - 7, moved.Mean, 1e-8);
        Assert.Equal(whole.Variance, moved.Variance, 1e-5);
    }).QuickCheckThrowOnFailure();

    private static Moments Of(double[] values)
    {
        var moments = new Moments();
        foreach (var value in values)
            moments.Add(value);
        return moments;
    }

    private static double VarianceOf(double[] values) =>
        values.Length < 2 ? 0 : values.Sum(value => Math.Pow(value - values.Average(), 2)) / (values.Length - 1);
}
