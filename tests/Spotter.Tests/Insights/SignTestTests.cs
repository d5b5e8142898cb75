using Spotter.Insights;

namespace Spotter.Tests.Insights;

public sealed class SignTestTests
{
    // Sums of binomial coefficients over powers of two, by hand.
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(3, 3, 1)]
    [InlineData(5, 0, 2 * 1 / 32.0)]
    [InlineData(0, 6, 2 * 1 / 64.0)]
    [InlineData(1, 7, 2 * 9 / 256.0)]
    [InlineData(8, 2, 2 * 56 / 1024.0)]
    public void The_chance_of_a_difference_is_that_of_as_many_coins(int one, int other, double chance)
    {
        Assert.Equal(chance, SignTest.ChanceOf(one, other), 1e-12);
        Assert.Equal(SignTest.ChanceOf(one, other), SignTest.ChanceOf(other, one), 1e-15);
    }

    // What a training says of two versions, and what the page says of the same two, is the same.
    [Fact]
    public void It_says_the_same_as_the_exact_interval()
    {
        for (var one = 0; one < 20; one++)
            for (var other = one + 1; other < 25; other++)
                Assert.Equal(Interval.Exact(one, one + other).High < 0.5, SignTest.ChanceOf(one, other) < SignTest.Level);
    }
}
