namespace Spotter.Watching;

/// <summary>
/// What a clock on the wall of a time zone shows, and when it shows it. It asks .NET only for the offset at an instant, which is right for
/// every zone;
/// local times are <see cref="DateTimeKind.Utc"/> so that nothing converts them.
/// </summary>
internal sealed class ZoneClock(TimeZoneInfo zone)
{
    // Longer than any zone is from UTC, and shorter than the time between two clock changes.
    private static readonly TimeSpan Around = TimeSpan.FromDays(1);

    /// <summary>What the clock shows at an instant.</summary>
    public DateTime Show(DateTimeOffset instant) => instant.UtcDateTime + zone.GetUtcOffset(instant);

    /// <summary>When the clock first shows a local time; for one that it skips, when it skips it.</summary>
    public DateTimeOffset FindFirst(DateTime local)
    {
        var (before, after) = OffsetsAround(local);
        if (zone.GetUtcOffset(local - before) == before)
            return new DateTimeOffset(local - before, TimeSpan.Zero);

        return zone.GetUtcOffset(local - after) == after ? new DateTimeOffset(local - after, TimeSpan.Zero) : FindChange(local, after);
    }

    /// <summary>
    /// The time in which the clock shows again what it showed before, where that is about to begin or goes on; otherwise null.
    /// </summary>
    public Repetition? FindRepetition(DateTimeOffset instant)
    {
        var (before, after) = OffsetsAround(instant.UtcDateTime);
        if (after >= before)
            return null;

        var start = FindChange(instant.UtcDateTime, after);
        return new Repetition(start, start + before - after, after);
    }

    private (TimeSpan Before, TimeSpan After) OffsetsAround(DateTime utc) =>
        (zone.GetUtcOffset(utc - Around), zone.GetUtcOffset(utc + Around));

    // The first second of the later offset.
    private DateTimeOffset FindChange(DateTime near, TimeSpan after)
    {
        var low = new DateTimeOffset(near - Around, TimeSpan.Zero).ToUnixTimeSeconds();
        var high = new DateTimeOffset(near + Around, TimeSpan.Zero).ToUnixTimeSeconds();
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            if (zone.GetUtcOffset(DateTimeOffset.FromUnixTimeSeconds(middle)) == after)
                high = middle;
            else
                low = middle;
        }

        return DateTimeOffset.FromUnixTimeSeconds(high);
    }

    /// <summary>
    /// From <paramref name="Start"/> until before <paramref name="End"/> the clock, at <paramref name="Offset"/> from UTC, repeats itself.
    /// </summary>
    internal readonly record struct Repetition(DateTimeOffset Start, DateTimeOffset End, TimeSpan Offset);
}
