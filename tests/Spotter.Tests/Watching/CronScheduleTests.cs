using System.Globalization;
using Cronos;
using FsCheck;
using FsCheck.Fluent;
using Spotter.Watching;

namespace Spotter.Tests.Watching;

public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("0 */10 11-12 * * *", "America/New_York", "2026-03-02T00:00:00Z", "2026-03-02T16:00:00Z")]
    [InlineData("0 */10 11-12 * * *", "America/New_York", "2026-03-02T16:00:00Z", "2026-03-02T16:10:00Z")]
    [InlineData("0 */10 11-12 * * *", "America/New_York", "2026-03-02T17:50:00Z", "2026-03-03T16:00:00Z")]
    [InlineData("0 0 11 * * mon-fri", "Europe/Berlin", "2026-03-06T10:00:00Z", "2026-03-09T10:00:00Z")]
    [InlineData("0 0 0 29 2 *", "Etc/UTC", "2026-03-01T00:00:00Z", "2028-02-29T00:00:00Z")]
    [InlineData("30,45 59 23 31 DEC ?", "Etc/UTC", "2026-12-31T23:59:30Z", "2026-12-31T23:59:45Z")]
    [InlineData("0 0 12 1 * 0", "Etc/UTC", "2026-11-02T00:00:00Z", "2027-08-01T12:00:00Z")]
    public void The_next_time_is_the_first_that_fits(string expression, string zone, string after, string expected) =>
        Assert.Equal(At(expected), CronSchedule.Parse(expression, zone).NextAfter(At(after)));

    [Theory]
    [InlineData("0 0 22-1 * * *", "2026-03-02T22:00:00Z", "2026-03-02T23:00:00Z")]
    [InlineData("0 0 22-1 * * *", "2026-03-03T01:00:00Z", "2026-03-03T22:00:00Z")]
    [InlineData("0 0 12 L * *", "2026-02-01T00:00:00Z", "2026-02-28T12:00:00Z")]
    [InlineData("0 0 12 15W * *", "2026-02-01T00:00:00Z", "2026-02-16T12:00:00Z")]
    [InlineData("0 0 12 * * FRI#2", "2026-03-01T00:00:00Z", "2026-03-13T12:00:00Z")]
    [InlineData("0 0 12 * * 7", "2026-03-02T00:00:00Z", "2026-03-08T12:00:00Z")]
    public void What_Cronos_reads_beyond_that_is_understood(string expression, string after, string expected) =>
        Assert.Equal(At(expected), CronSchedule.Parse(expression, "Etc/UTC").NextAfter(At(after)));

    [Theory]
    [InlineData("0 0 */24 * * *", "0 0 0 * * *")]
    [InlineData("0 */60,30 * * * *", "0 0,30 * * * *")]
    [InlineData("0 5-40/60 * * * *", "0 5 * * * *")]
    [InlineData("0 0 0 */32 * *", "0 0 0 1 * *")]
    [InlineData("0 */20,5 * * * *", "0 0,5,20,40 * * * *")]
    [InlineData("0 0 0 1,? * *", "0 0 0 * * *")]
    [InlineData("0\t0 0 * * *  ", "0 0 0 * * *")]
    public void What_Cronos_would_refuse_though_its_meaning_is_plain_is_kept(string expression, string same)
    {
        var times = Times(CronSchedule.Parse(expression, "Etc/UTC"), At("2026-03-02T00:00:00Z")).Take(100);

        Assert.Equal(Times(CronSchedule.Parse(same, "Etc/UTC"), At("2026-03-02T00:00:00Z")).Take(100), times);
    }

    [Theory]
    [InlineData("0 30 2 * * *", "America/New_York", "2026-03-08T07:00:00Z", "2026-03-09T06:30:00Z")]
    [InlineData("0 30 2 * * *", "Europe/Berlin", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z")]
    [InlineData("0 30 1 * * *", "Europe/Dublin", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z")]
    [InlineData("0 30 2 * * *", "Africa/Casablanca", "2026-03-22T02:00:00Z", "2026-03-23T01:30:00Z")]
    [InlineData("0 15 2 * * *", "Australia/Lord_Howe", "2026-10-03T15:30:00Z", "2026-10-04T15:15:00Z")]
    [InlineData("0 30 12 * * *", "Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-30T22:30:00Z")]
    public void A_time_that_is_skipped_in_spring_falls_on_the_end_of_the_gap_whenever_one_asks(
        string expression, string zone, string end, string following)
    {
        var schedule = CronSchedule.Parse(expression, zone);

        Assert.Equal(At(end), schedule.NextAfter(At(end).AddHours(-3)));
        Assert.Equal(At(end), schedule.NextAfter(At(end).AddSeconds(-1)));
        Assert.Equal(At(following), schedule.NextAfter(At(end)));
        Assert.Equal(At(following), schedule.NextAfter(At(end).AddMinutes(20)));
    }

    [Theory]
    [InlineData("0 0 0-23 * * *", "America/New_York", "2026-11-01T04:00:00Z", 25)]
    [InlineData("0 0 */1 * * *", "America/New_York", "2026-11-01T04:00:00Z", 25)]
    [InlineData("0 0 * * * *", "America/New_York", "2026-11-01T04:00:00Z", 25)]
    [InlineData("0 0 * * * *", "America/New_York", "2026-03-08T05:00:00Z", 23)]
    [InlineData("0 0 0-23 * * *", "Europe/Dublin", "2026-10-24T23:00:00Z", 25)]
    [InlineData("0 0 */1 * * *", "Europe/Dublin", "2026-03-29T00:00:00Z", 23)]
    [InlineData("0 0 0-23 * * *", "Africa/Casablanca", "2026-02-14T23:00:00Z", 25)]
    public void An_hourly_schedule_loses_no_hour_of_a_day_whose_clock_changes(string expression, string zone, string midnight, int hours) =>
        Assert.Equal(
            Enumerable.Range(0, hours + 1).Select(hour => (DateTimeOffset?)At(midnight).AddHours(hour)),
            Times(CronSchedule.Parse(expression, zone), At(midnight).AddSeconds(-1)).Take(hours + 1));

    [Theory]
    [InlineData("0 30 1 * * *", "America/New_York", "2026-11-01T00:00:00Z", "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z")]
    [InlineData("0 30 2 * * *", "Europe/Berlin", "2026-10-24T23:00:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    [InlineData("0 30 1 * * *", "Europe/Dublin", "2026-10-24T23:00:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    [InlineData("0 30 2 * * *", "Africa/Casablanca", "2026-02-15T00:00:00Z", "2026-02-15T01:30:00Z", "2026-02-16T02:30:00Z")]
    public void A_time_of_the_day_that_comes_twice_in_autumn_counts_once(
        string expression, string zone, string after, string expected, string following) =>
        Assert.Equal([At(expected), At(following)], Times(CronSchedule.Parse(expression, zone), At(after)).Take(2));

    [Fact]
    public void In_the_repeated_hour_a_rare_schedule_with_a_range_comes_again() =>
        Assert.Equal(
            At("2026-11-01T06:10:00Z"), CronSchedule.Parse("0 10-40 1 1 7,11 *", "America/New_York").NextAfter(At("2026-11-01T05:45:00Z")));

    [Fact]
    public void A_day_that_never_comes_is_null() =>
        Assert.Null(CronSchedule.Parse("0 0 0 31 2 *", "Etc/UTC").NextAfter(At("2026-01-01T00:00:00Z")));

    [Theory]
    [InlineData("*/10 11-12 * * *", "put the second in front")]
    [InlineData("0 0", "needs 6")]
    [InlineData("0 60 * * * *", "'60' cannot be the minute")]
    [InlineData("0 0 24 * * *", "'24' cannot be the hour")]
    [InlineData("0 0 0 0 * *", "'0' cannot be the day of the month")]
    [InlineData("0 0 0 * 13 *", "'13' cannot be the month")]
    [InlineData("0 0 0 * * 8", "'8' cannot be the day of the week")]
    [InlineData("0 0 0 * * H", "'H' cannot be the day of the week")]
    [InlineData("0 0 12 * * ? 2026", "has 7 fields and needs 6")]
    [InlineData("@hourly", "needs 6")]
    [InlineData("0 0 12 * January *", "'January' cannot be the month")]
    [InlineData("0 1,,2 * * * *", "'1,,2' cannot be the minute")]
    [InlineData("0 1-2-3/60 * * * *", "'1-2-3/60' cannot be the minute")]
    [InlineData("0 */0 * * * *", "'*/0' cannot be the minute")]
    [InlineData("0 a * * * *", "'a' cannot be the minute")]
    [InlineData("0 1-2-3 * * * *", "'1-2-3' cannot be the minute")]
    public void What_is_no_schedule_is_refused_with_the_field_and_what_is_allowed(string expression, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => CronSchedule.Parse(expression, "Etc/UTC")).Message);

    [Fact]
    public void An_unknown_zone_is_named() =>
        Assert.Contains("'Mars/Olympus'", Assert.Throws<FormatException>(() => CronSchedule.Parse("0 0 0 * * *", "Mars/Olympus")).Message);

    [Fact]
    public void Nothing_earlier_fits_and_the_result_does()
    {
        Prop.ForAll(
                Expressions.ToArbitrary(),
                Gen.Choose(0, 86_400 * 365).ToArbitrary(),
                (text, offset) =>
                {
                    var from = At("2026-01-01T00:00:00Z").AddSeconds(offset);
                    var next = CronSchedule.Parse(text, "Etc/UTC").NextAfter(from)!.Value;
                    // A day of steps is enough: an expression that is rarer was looked at day by day, and the steps before the result are
                    // what could be missed.
                    var look = next - from > TimeSpan.FromHours(2) ? next - TimeSpan.FromHours(2) : from;
                    for (var at = look.AddSeconds(1); at < next; at = at.AddSeconds(1))
                        if (Fits(text, at))
                            return false;
                    return Fits(text, next);
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Where_dotnet_knows_the_clock_changes_the_times_are_those_of_Cronos() =>
        Prop.ForAll(Expressions.ToArbitrary(), NearChanges(ClockChanges.Keys).ToArbitrary(), (text, at) =>
        {
            var known = TimeZoneInfo.FindSystemTimeZoneById(at.Zone);
            var expected = CronExpression.Parse(text, CronFormat.IncludeSeconds).GetNextOccurrence(at.Time, known);
            return (CronSchedule.Parse(text, at.Zone).NextAfter(at.Time) == expected).Label(
                $"{text} in {at.Zone} after {at.Time:O}: {expected:O}");
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Dublin_has_the_times_of_London_whose_clocks_show_the_same() =>
        Prop.ForAll(
                Expressions.ToArbitrary(),
                NearChanges(["Europe/London"]).ToArbitrary(),
                (text, at) =>
                    CronSchedule.Parse(text, "Europe/Dublin").NextAfter(at.Time)
                    == CronSchedule.Parse(text, "Europe/London").NextAfter(at.Time)
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void In_every_zone_the_next_time_is_later_and_fits_unless_it_ends_a_gap() =>
        Prop.ForAll(
                Expressions.ToArbitrary(),
                Gen.Elements(TimeZoneInfo.GetSystemTimeZones().ToArray()).ToArbitrary(),
                Gen.Choose(0, 86_400 * 365).ToArbitrary(),
                (text, zone, offset) =>
                {
                    var from = At("2026-01-01T00:00:00Z").AddSeconds(offset);
                    var next = CronSchedule.Parse(text, zone.Id).NextAfter(from)!.Value;
                    var endsGap = zone.GetUtcOffset(next) > zone.GetUtcOffset(next.AddSeconds(-1));
                    return (next > from && (endsGap || Fits(text, next.ToOffset(zone.GetUtcOffset(next))))).Label(
                        $"{text} in {zone.Id} after {from:O}: {next:O}"
                    );
                }
            )
            .QuickCheckThrowOnFailure();

    // Each with an instant at which its clock is put forward and one at which it is put back.
    private static readonly Dictionary<string, string[]> ClockChanges = new()
    {
        ["America/New_York"] = ["2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z"],
        ["Europe/London"] = ["2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"],
        ["Australia/Lord_Howe"] = ["2026-10-03T15:30:00Z", "2026-04-04T15:00:00Z"],
        ["America/Sao_Paulo"] = ["2018-11-04T03:00:00Z", "2018-02-18T02:00:00Z"],
    };

    private static Gen<string> Expressions =>
        from second in Gen.Elements("0", "30", "*/20")
        from minute in Fields(0, 59)
        from hour in Fields(0, 23)
        from day in Gen.Elements("*", "1", "1-7", "*/9")
        from weekday in Gen.Elements("*", "1-5", "sun")
        select $"{second} {minute} {hour} {day} * {weekday}";

    private static Gen<string> Fields(int least, int most) => Gen.OneOf(
        Gen.Constant("*"),
        Gen.Choose(least, most).Select(n => $"{n}"),
        Gen.Choose(0, 3).Select(n => $"{n}"),
        Gen.Choose(2, 5).Select(n => $"*/{n}"),
        Gen.Choose(least, most - 2).Select(n => $"{n}-{n + 2}"));

    private static Gen<(string Zone, DateTimeOffset Time)> NearChanges(IEnumerable<string> zones) =>
        from zone in Gen.Elements(zones.ToArray())
        from change in Gen.Elements(ClockChanges[zone])
        from seconds in Gen.Choose(-4 * 3_600, 4 * 3_600)
        select (zone, At(change).AddSeconds(seconds));

    private static IEnumerable<DateTimeOffset?> Times(CronSchedule schedule, DateTimeOffset after)
    {
        for (var at = schedule.NextAfter(after); at is { } time; at = schedule.NextAfter(time))
            yield return at;
    }

    private static bool Fits(string text, DateTimeOffset at)
    {
        var fields = text.Split(' ');
        return FieldFits(fields[0], at.Second, 0) && FieldFits(fields[1], at.Minute, 0) && FieldFits(fields[2], at.Hour, 0)
            && FieldFits(fields[3], at.Day, 1) && FieldFits(fields[5].Replace("sun", "0", StringComparison.Ordinal), (int)at.DayOfWeek, 0);
    }

    private static bool FieldFits(string field, int value, int least)
    {
        if (field == "*")
            return true;
        if (field.StartsWith("*/", StringComparison.Ordinal))
            return (value - least) % int.Parse(field[2..], CultureInfo.InvariantCulture) == 0;
        var ends = field.Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToArray();
        return value >= ends[0] && value <= ends[^1];
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
