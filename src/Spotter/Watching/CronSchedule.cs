using Cronos;

namespace Spotter.Watching;

/// <summary>
/// When scans are due: a cron expression of 6 fields (second, minute, hour, day of month, month, day of week from 0 for Sunday) in a time
/// zone.
/// Cronos reads it (https://github.com/HangfireIO/Cronos): a day must fit both day fields, as for Azure Functions.
/// </summary>
/// <remarks>
/// Clock changes are as Cronos documents them, and are found here: in a zone whose winter time is the exception (Europe/Dublin,
/// Africa/Casablanca),
/// .NET knows of no skipped and no repeated time, and Cronos 0.13 answers with a time that is over.
/// </remarks>
public sealed class CronSchedule
{
    private const int Fields = 6;

    private readonly CronExpression _expression;
    private readonly ZoneClock _clock;
    private readonly bool _isInterval;

    private CronSchedule(CronExpression expression, TimeZoneInfo zone, bool isInterval)
    {
        _expression = expression;
        _clock = new ZoneClock(zone);
        _isInterval = isInterval;
    }

    /// <summary>Reads a schedule.</summary>
    /// <param name="expression">For example <c>0 */10 11-12 * * *</c>: every ten minutes from 11:00 to 12:50.</param>
    /// <param name="timeZone">An IANA name, for example <c>America/New_York</c>.</param>
    /// <exception cref="FormatException">One of them cannot be read; the message says which, and what is allowed.</exception>
    public static CronSchedule Parse(string expression, string timeZone)
    {
        var written = expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (written.Length == Fields - 1)
            throw new FormatException(
                $"The schedule '{expression}' has 5 fields and needs 6: put the second in front, as in '0 {expression.Trim()}'.");
        if (written.Length != Fields)
            throw new FormatException(
                $"The schedule '{expression}' has {written.Length} fields and needs 6: second minute hour day month weekday, as in '0 "
                    + $"*/10 11-12 * * *'."
            );
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone))
            throw new FormatException($"There is no time zone '{timeZone}'. Write an IANA name such as America/New_York or Europe/Berlin.");

        var fields = CronField.All.Select(field => field.Rewrite(written[field.Index])).ToArray();
        if (CronExpression.TryParse(string.Join(' ', fields), CronFormat.IncludeSeconds, out var read))
            return new CronSchedule(read, zone, fields[..3].Any(IsPeriodic));

        // Cronos' own message does not quote the field that it refuses.
        var refused = CronField.All.First(field => !field.Reads(fields[field.Index]));
        throw refused.Refuse(written[refused.Index]);
    }

    /// <summary>
    /// The first time after the given one; null where there is none (31 February). A local time that a clock change skips falls on the end
    /// of the gap.
    /// One that a clock change repeats counts once, the first time; both times where the second, minute or hour is a <c>*</c>, a range or a
    /// step.
    /// </summary>
    public DateTimeOffset? NextAfter(DateTimeOffset time)
    {
        var first = NextFirst(time);
        var again = _isInterval ? NextRepeated(time) : null;
        return again < first ? again : first ?? again;
    }

    private static bool IsPeriodic(string field) => field.AsSpan().IndexOfAny("*?-/") >= 0;

    private DateTimeOffset? NextFirst(DateTimeOffset time)
    {
        // Times that were skipped or come again are over by now: the next one that fits may be some steps away.
        for (var local = NextLocal(_clock.Show(time)); local is { } found; local = NextLocal(found))
            if (_clock.FindFirst(found) is var instant && instant > time)
                return instant;

        return null;
    }

    private DateTimeOffset? NextRepeated(DateTimeOffset time)
    {
        if (_clock.FindRepetition(time) is not { } repetition)
            return null;

        var from = time < repetition.Start ? repetition.Start.AddTicks(-1) : time;
        var local = NextLocal(from.UtcDateTime + repetition.Offset);
        return local - repetition.Offset is { } instant && instant < repetition.End ? instant : null;
    }

    // Cronos is asked as if the local time were UTC, which no clock change concerns.
    private DateTime? NextLocal(DateTime local) => _expression.GetNextOccurrence(local);
}
