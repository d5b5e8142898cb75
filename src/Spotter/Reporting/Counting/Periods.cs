using System.Globalization;

namespace Spotter.Reporting.Counting;

/// <summary>Puts days together, so that a chart has room for them.</summary>
internal static class Periods
{
    private static readonly Func<DateOnly, string>[] Names =
    [
        day => Show(day, "yyyy-MM-dd"),
        day => Show(day.AddDays(-(((int)day.DayOfWeek + 6) % 7)), "'week of' yyyy-MM-dd"),
        day => Show(day, "yyyy-MM"),
        day => string.Create(CultureInfo.InvariantCulture, $"{day.Year} Q{(day.Month + 2) / 3}"),
        day => Show(day, "yyyy"),
    ];

    /// <summary>Days, weeks from Monday, months, quarters or years: the shortest of which there are no more than that.</summary>
    /// <param name="days">The days that something happened on.</param>
    /// <param name="most">At most so many, or more years.</param>
    /// <returns>The name of each day's period.</returns>
    public static Func<DateOnly, string> Choose(IReadOnlyCollection<DateOnly> days, int most)
    {
        // Those between, on which nothing happened, would have their place, too.
        var span = days.Count == 0 ? 0 : days.Max().DayNumber - days.Min().DayNumber;
        double[] lengths = [1, 7, 30.4, 91.3, 365.25];
        var fits = Array.FindIndex(lengths, length => (span / length) + 1 <= most);
        return Names[fits < 0 ? ^1 : fits];
    }

    private static string Show(DateOnly day, string format) => day.ToString(format, CultureInfo.InvariantCulture);
}
