namespace Spotter.Watching;

/// <summary>
/// When scans are due: a cron expression of 6 fields (second, minute, hour, day of month, month, day of week from 0 for Sunday) in a time zone.
/// It means what it means to Azure Functions (NCrontab: https://github.com/atifaziz/NCrontab): a day must fit both day fields.
/// Quartz counts days of the week from 1 and refuses two day fields, so its parser cannot serve.
/// </summary>
public sealed class CronSchedule
{
    // 29 February on a given day of the week comes back after 28 years, or 40 around a year like 2100.
    private const int MostDays = 41 * 366;

    // Clocks are put forward by an hour, rarely by up to three.
    private const int LongestGapHours = 3;

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private readonly CronField _seconds;
    private readonly CronField _minutes;
    private readonly CronField _hours;
    private readonly CronField _days;
    private readonly CronField _months;
    private readonly CronField _daysOfWeek;
    private readonly TimeZoneInfo _zone;
    private readonly bool _isInterval;

    private CronSchedule(string[] fields, TimeZoneInfo zone)
    {
        _seconds = CronField.Parse(fields[0], "second", 0, 59);
        _minutes = CronField.Parse(fields[1], "minute", 0, 59);
        _hours = CronField.Parse(fields[2], "hour", 0, 23);
        _days = CronField.Parse(fields[3], "day of the month", 1, 31);
        _months = CronField.Parse(fields[4], "month", 1, 12, Months);
        _daysOfWeek = CronField.Parse(fields[5], "day of the week", 0, 6, Days);
        _zone = zone;
        _isInterval = fields[2..].All(field => field is "*" or "?");
    }

    /// <summary>Reads a schedule.</summary>
    /// <param name="expression">For example <c>0 */10 11-12 * * *</c>: every ten minutes from 11:00 to 12:50.</param>
    /// <param name="timeZone">An IANA name, for example <c>America/New_York</c>.</param>
    /// <exception cref="FormatException">One of them cannot be read; the message says which, and what is allowed.</exception>
    public static CronSchedule Parse(string expression, string timeZone)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length == 5)
            throw new FormatException($"The schedule '{expression}' has 5 fields and needs 6: put the second in front, as in '0 {expression.Trim()}'.");
        if (fields.Length != 6)
            throw new FormatException($"The schedule '{expression}' has {fields.Length} fields and needs 6: second minute hour day month weekday, as in '0 */10 11-12 * * *'.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone))
            throw new FormatException($"There is no time zone '{timeZone}'. Write an IANA name such as America/New_York or Europe/Berlin.");

        return new CronSchedule(fields, zone);
    }

    /// <summary>
    /// The first time after the given one; null where there is none (31 February). A local time that a clock change skips falls as much later as the
    /// clock was put forward; one that a clock change repeats counts once, the first time. A schedule of every hour of every day goes on through both.
    /// </summary>
    public DateTimeOffset? NextAfter(DateTimeOffset time)
    {
        var local = TimeZoneInfo.ConvertTime(time, _zone);
        // A time that was skipped falls after local times that are later than it: look back far enough to see it.
        var start = _isInterval ? local.DateTime : local.DateTime.AddHours(-LongestGapHours);
        for (var day = 0; day < MostDays && start.Date <= DateTime.MaxValue.Date.AddDays(-day - 1); day++)
        {
            var date = start.Date.AddDays(day);
            if (!_days.Allows(date.Day) || !_months.Allows(date.Month) || !_daysOfWeek.Allows((int)date.DayOfWeek))
                continue;

            for (var next = NextTimeOfDay(day == 0 ? start.TimeOfDay : TimeSpan.Zero); next is { } found; next = NextTimeOfDay(found + TimeSpan.FromSeconds(1)))
                if (ToInstant(date + found, local.Offset) is var instant && instant > time)
                    return instant;
        }

        return null;
    }

    private TimeSpan? NextTimeOfDay(TimeSpan from)
    {
        if (from.Days > 0)
            return null;

        for (var hour = _hours.NextFrom(from.Hours); hour >= 0; hour = _hours.NextFrom(hour + 1))
        {
            var sameHour = hour == from.Hours;
            for (var minute = _minutes.NextFrom(sameHour ? from.Minutes : 0); minute >= 0; minute = _minutes.NextFrom(minute + 1))
            {
                var second = _seconds.NextFrom(sameHour && minute == from.Minutes ? from.Seconds : 0);
                if (second >= 0)
                    return new TimeSpan(hour, minute, second);
            }
        }

        return null;
    }

    private DateTimeOffset ToInstant(DateTime local, TimeSpan presentOffset)
    {
        if (_isInterval)
            return new DateTimeOffset(local, presentOffset).ToUniversalTime();

        // For a repeated time the greater offset is the earlier instant; before a gap the old offset still counts.
        var offset = _zone.IsAmbiguousTime(local) ? _zone.GetAmbiguousTimeOffsets(local).Max()
            : _zone.IsInvalidTime(local) ? _zone.GetUtcOffset(local.AddHours(-LongestGapHours))
            : _zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
