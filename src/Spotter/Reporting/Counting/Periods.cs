using System.Globalization;

namespace Spotter.Reporting.Counting;

/// <summary>Puts days together, so that a chart has room for them.</summary>
internal static class Periods
{
    // A person counts in years, and an account has no more of them.
    private const double Year = 365.25;
    private const int MostYears = 60;

    private static readonly Func<DateOnly, string>[] Names =
    [
        day => Show(day, "yyyy-MM-dd"),
        day => Show(day.AddDays(-(((int)day.DayOfWeek + 6) % 7)), "'week of' yyyy-MM-dd"),
        day => Show(day, "yyyy-MM"),
        day => string.Create(CultureInfo.InvariantCulture, $"{day.Year} Q{(day.Month + 2) / 3}"),
        day => Show(day, "yyyy"),
        day => $"{day.Year / 10:000}0s",
        day => $"{day.Year / 100:00}00s",
    ];

    /// <summary>
    /// Days, weeks from Monday, months, quarters, years, decades or centuries: the shortest of which there are no more than that.
    /// </summary>
    /// <param name="days">The days that something happened on.</param>
    /// <param name="most">At most so many, or 60 where they are years or longer; centuries may be more.</param>
    /// <returns>The name of each day's period.</returns>
    public static Func<DateOnly, string> Choose(IReadOnlyCollection<DateOnly> days, int most)
    {
        // Those between, on which nothing happened, would have their place, too.
        var span = days.Count == 0 ? 0 : days.Max().DayNumber - days.Min().DayNumber;
        double[] lengths = [1, 7, 30.4, 91.3, Year, 10 * Year, 100 * Year];
        var fits = Array.FindIndex(lengths, length => (span / length) + 1 <= (length < Year ? most : Math.Max(most, MostYears)));
        return Names[fits < 0 ? ^1 : fits];
    }

    /// <summary>The names of all periods from the first day to the last, those in which nothing happened among them.</summary>
    public static IEnumerable<string> Between(IReadOnlyCollection<DateOnly> days, Func<DateOnly, string> nameOf) => days.Count == 0
        ? []
        : Enumerable.Range(days.Min().DayNumber, days.Max().DayNumber - days.Min().DayNumber + 1)
            .Select(day => nameOf(DateOnly.FromDayNumber(day)))
            .Distinct();

    private static string Show(DateOnly day, string format) => day.ToString(format, CultureInfo.InvariantCulture);
}
