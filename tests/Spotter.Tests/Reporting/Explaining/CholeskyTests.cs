using FsCheck;
using FsCheck.Fluent;
using Spotter.Reporting.Explaining;

namespace Spotter.Tests.Reporting.Explaining;

public sealed class CholeskyTests
{
    [Fact]
    public void What_it_finds_solves_the_equations() => Prop.ForAll(
        (from size in Gen.Choose(1, 12) from seed in Gen.Choose(0, 10_000) select (size, seed)).ToArbitrary(),
        one =>
        {
            var chance = new Random(one.seed);
            var root = Enumerable.Range(0, one.size * one.size).Select(_ => chance.NextDouble() - 0.5).ToArray();
            double[] matrix = [.. Enumerable.Range(0, one.size * one.size).Select(at => (at / one.size == at % one.size ? 0.1 : 0)
                + Enumerable.Range(0, one.size).Sum(k => root[(at / one.size * one.size) + k] * root[(at % one.size * one.size) + k]))];
            double[] wanted = [.. Enumerable.Range(0, one.size).Select(_ => chance.NextDouble())];
            double[] found = [.. wanted];

            Cholesky.Solve([.. matrix], found);

            for (var row = 0; row < one.size; row++)
                Assert.Equal(wanted[row], Enumerable.Range(0, one.size).Sum(k => matrix[(row * one.size) + k] * found[k]), 1e-8);
        }).QuickCheckThrowOnFailure();
}
