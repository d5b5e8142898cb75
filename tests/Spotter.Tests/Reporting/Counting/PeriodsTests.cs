using FsCheck;
using FsCheck.Fluent;
using Spotter.Reporting.Counting;

namespace Spotter.Tests.Reporting.Counting;

public sealed class PeriodsTests
{
    private static readonly DateOnly Day = new(2026, 11, 28);

    [Theory]
    [InlineData(5, "2026-11-28")]
    [InlineData(60, "week of 2026-11-23")]
    [InlineData(300, "2026-11")]
    [InlineData(2_000, "2026 Q4")]
    [InlineData(20_000, "2026")]
    [InlineData(40_000, "2020s")]
    [InlineData(739_000, "2000s")]
    public void The_longer_the_time_the_longer_the_periods(int days, string name) =>
        Assert.Equal(name, Periods.Choose([Day, Day.AddDays(-days)], 24)(Day));

    [Fact]
    public void Those_in_which_nothing_happened_are_among_them() =>
        Assert.Equal(
            ["2026-08", "2026-09", "2026-10", "2026-11"],
            Periods.Between([Day, Day.AddMonths(-3)], day => $"{day:yyyy-MM}"));

    [Fact]
    public void A_week_begins_on_its_Monday()
    {
        var nameOf = Periods.Choose([Day, Day.AddDays(-60)], 24);

        Assert.Equal("week of 2026-11-23", nameOf(new(2026, 11, 29)));
        Assert.Equal("week of 2026-11-30", nameOf(new(2026, 11, 30)));
    }

    [Fact]
    public void There_are_never_more_of_them_than_a_chart_has_room_for_unless_they_are_years() => Prop.ForAll(
        Gen.Choose(0, 3_000).NonEmptyListOf().ToArbitrary(),
        offsets =>
        {
            var days = offsets.Select(offset => Day.AddDays(-offset)).ToList();
            Assert.InRange(days.Select(Periods.Choose(days, 14)).Distinct().Count(), 1, 15);
        }).QuickCheckThrowOnFailure();
}
