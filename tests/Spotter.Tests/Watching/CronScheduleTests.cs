using System.Globalization;
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
    [InlineData("2026-03-08T05:00:00Z")]
    [InlineData("2026-03-08T07:00:00Z")]
    [InlineData("2026-03-08T07:29:59Z")]
    public void A_time_that_is_skipped_in_spring_falls_an_hour_later_whenever_one_asks(string after) =>
        Assert.Equal(At("2026-03-08T07:30:00Z"), CronSchedule.Parse("0 30 2 * * *", "America/New_York").NextAfter(At(after)));

    [Theory]
    [InlineData("2026-11-01T05:50:00Z", "2026-11-01T06:00:00Z")]
    [InlineData("2026-11-01T06:50:00Z", "2026-11-01T07:00:00Z")]
    [InlineData("2026-03-08T06:50:00Z", "2026-03-08T07:00:00Z")]
    public void Every_ten_minutes_goes_on_through_a_clock_change(string after, string expected) =>
        Assert.Equal(At(expected), CronSchedule.Parse("0 */10 * * * *", "America/New_York").NextAfter(At(after)));

    [Theory]
    [InlineData("America/New_York", "2026-11-01T00:00:00Z", "2026-11-01T05:30:00Z")]
    [InlineData("Europe/Berlin", "2026-10-24T23:00:00Z", "2026-10-24T23:30:00Z")]
    public void A_time_that_comes_twice_in_autumn_counts_once(string zone, string after, string expected)
    {
        var schedule = CronSchedule.Parse("0 30 1 * * *", zone);
        var first = schedule.NextAfter(At(after));

        Assert.Equal(At(expected), first);
        Assert.True(schedule.NextAfter(first!.Value) - first > TimeSpan.FromHours(22));
    }

    [Fact]
    public void A_day_that_never_comes_is_null() => Assert.Null(CronSchedule.Parse("0 0 0 31 2 *", "Etc/UTC").NextAfter(At("2026-01-01T00:00:00Z")));

    [Theory]
    [InlineData("*/10 11-12 * * *", "put the second in front")]
    [InlineData("0 0", "needs 6")]
    [InlineData("0 60 * * * *", "'60' cannot be the minute")]
    [InlineData("0 0 24 * * *", "'24' cannot be the hour")]
    [InlineData("0 0 0 0 * *", "'0' cannot be the day of the month")]
    [InlineData("0 0 0 * 13 *", "'13' cannot be the month")]
    [InlineData("0 0 0 * * 7", "'7' cannot be the day of the week")]
    [InlineData("0 */0 * * * *", "'*/0' cannot be the minute")]
    [InlineData("0 9-3 * * * *", "'9-3' cannot be the minute")]
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
        var field = (int least, int most) => Gen.OneOf(Gen.Constant("*"), Gen.Choose(least, most).Select(n => $"{n}"), Gen.Choose(2, 5).Select(n => $"*/{n}"));
        var expressions =
            from second in Gen.Elements("0", "30", "*/20")
            from minute in field(0, 59)
            from hour in field(0, 23)
            from day in Gen.Elements("*", "1", "1-7", "*/9")
            from weekday in Gen.Elements("*", "1-5", "sun")
            select (second, minute, hour, day, weekday);
        Prop.ForAll(expressions.ToArbitrary(), Gen.Choose(0, 86_400 * 365).ToArbitrary(), (fields, offset) =>
        {
            var from = At("2026-01-01T00:00:00Z").AddSeconds(offset);
            var text = $"{fields.second} {fields.minute} {fields.hour} {fields.day} * {fields.weekday}";
            var next = CronSchedule.Parse(text, "Etc/UTC").NextAfter(from)!.Value;
            // A day of steps is enough: an expression that is rarer was looked at day by day, and the steps before the result are what could be missed.
            var look = next - from > TimeSpan.FromHours(2) ? next - TimeSpan.FromHours(2) : from;
            for (var at = look.AddSeconds(1); at < next; at = at.AddSeconds(1))
                if (Fits(text, at))
                    return false;
            return Fits(text, next);
        }).QuickCheckThrowOnFailure();
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
