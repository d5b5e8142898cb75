using System.Globalization;

namespace Spotter.Settings;

/// <summary>
/// How a person names a time: days (<c>30d</c>) or hours (<c>12h</c>) before now, a day (<c>2026-11-01</c>) or a moment
/// (<c>2026-11-01T12:30Z</c>), of UTC where no zone stands with it.
/// </summary>
public static class PastTime
{
    private static readonly string[] Written =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Reads a time; false where it is none.</summary>
    /// <param name="text">What a person wrote.</param>
    /// <param name="now">Days and hours are counted back from it.</param>
    /// <param name="time">The time; the first of all where there is none so long ago.</param>
    public static bool TryRead(string text, DateTimeOffset now, out DateTimeOffset time)
    {
        if (text is [.. var number, 'd' or 'h'] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            time = Before(now, hours: text[^1] == 'd' ? 24.0 * count : count);
            return true;
        }

        return DateTimeOffset.TryParseExact(text, Written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }

    private static DateTimeOffset Before(DateTimeOffset now, double hours) =>
        hours < (now - DateTimeOffset.MinValue).TotalHours ? now.AddHours(-hours) : DateTimeOffset.MinValue;
}
