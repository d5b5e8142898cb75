using Spotter.Reporting;
using Spotter.Web.Markup;

namespace Spotter.Web.Insights;

/// <summary>How posts of each weekday and hour did against what is usual, an hour on each line, with the number in each field.</summary>
internal static class HeatMap
{
    private const int RowHeight = 26;
    private const double Left = 12;
    private const double Wide = (100 - Left) / 7;

    // From which a field is darker.
    private static readonly double[] Levels = [1.05, 1.2, 1.5, 2];

    private static readonly DayOfWeek[] Days = [.. Enumerable.Range(1, 7).Select(day => (DayOfWeek)(day % 7))];

    /// <summary>Draws it.</summary>
    /// <param name="title">What it shows, for those who do not see it.</param>
    /// <param name="hours">At least one.</param>
    public static Html Write(string title, IReadOnlyList<HourFigures> hours)
    {
        var (first, last) = (hours.Min(hour => hour.Hour), hours.Max(hour => hour.Hour));
        return Html.Of($"""
            <svg class="fluid" width="100%" height="{((last - first + 2) * RowHeight) + 2}" role="img" aria-label="{title}">
            {Html.Each(Days.Index(), day => Html.Of($"""<text class="note" x="{MiddleOf(day.Index):0.##}%" y="16" text-anchor="middle">{day.Item.ToString()[..3]}</text>"""))}
            {Html.Each(Enumerable.Range(first, last - first + 1), hour => Html.Of($"""<text class="note" x="0" y="{TopOf(hour - first) + 17}">{hour} h</text>"""))}
            {Html.Each(hours.Where(hour => hour.Against is not null), hour => Field(hour, hour.Against!, first))}
            </svg>
            """);
    }

    private static Html Field(HourFigures hour, Lift lift, int first)
    {
        var (column, top) = (Array.IndexOf(Days, hour.Weekday), TopOf(hour.Hour - first));
        return Html.Of($"""
            <g class="{(lift.IsSomething ? "sure" : "")}"><title>{hour.Weekday} {hour.Hour} h: {Wording.Show(lift)} what is usual, {Wording.Show(hour.Figures.Likes)} likes, {Wording.Count(hour.Figures.Posts, "post")}</title>
            <rect class="{ClassOf(lift.Times)}" x="{Left + (column * Wide) + 0.3:0.##}%" y="{top + 1}" width="{Wide - 0.6:0.##}%" height="{RowHeight - 2}" rx="3"/>
            <text x="{MiddleOf(column):0.##}%" y="{top + 17}" text-anchor="middle">{Wording.Times(lift.Times)}</text></g>
            """);
    }

    private static string ClassOf(double times)
    {
        var more = Levels.Count(level => times >= level);
        var fewer = Levels.Count(level => times <= 1 / level);
        return more > 0 ? $"more-{more}" : fewer > 0 ? $"fewer-{fewer}" : "usual";
    }

    private static double MiddleOf(int column) => Left + ((column + 0.5) * Wide);

    private static int TopOf(int row) => (row + 1) * RowHeight;
}
