using FsCheck;
using FsCheck.Fluent;
using Spotter.Reporting;

namespace Spotter.Tests.Reporting;

public sealed class AnswersTests
{
    private const string Chance = "That may be chance.";

    [Fact]
    public void A_change_of_what_posts_show_is_told_with_how_sure_it_is() => Assert.Equal(
        "“soup” was 40 % (37 to 43 %) of 1,000 labels in 2025, and 60 % (57 to 63 %) of 1,000 labels in 2026.",
        Answers.Mix(MixOf((400, 1000), (600, 1000))));

    [Theory]
    [InlineData(1, 2, 2, 2)]
    [InlineData(4, 10, 6, 10)]
    [InlineData(40, 100, 55, 100)]
    [InlineData(0, 5, 3, 5)]
    public void A_change_that_chance_makes_is_called_so(int before, int ofBefore, int after, int ofAfter) =>
        Assert.EndsWith($"in 2026. {Chance}", Answers.Mix(MixOf((before, ofBefore), (after, ofAfter))));

    [Fact]
    public void The_first_and_the_last_time_are_compared() => Assert.EndsWith(
        Chance, Answers.Mix(MixOf((500, 1000), (0, 1000), (501, 1000))));

    [Fact]
    public void One_share_in_both_times_is_never_called_a_change() => Prop.ForAll(
        Gen.Choose(1, 50).Two().Where(pair => pair.Item1 >= pair.Item2).ToArbitrary(),
        pair => Answers.Mix(MixOf((pair.Item2, pair.Item1), (2 * pair.Item2, 2 * pair.Item1))).EndsWith(Chance, StringComparison.Ordinal))
        .QuickCheckThrowOnFailure();

    private static LabelMix MixOf(params (int Count, int All)[] periods) => new(
        "menu",
        ["soup"],
        [.. periods.Select((period, i) => new MixPeriod(
            $"{2026 - periods.Length + 1 + i}", [period.Count, period.All - period.Count]))]);
}
