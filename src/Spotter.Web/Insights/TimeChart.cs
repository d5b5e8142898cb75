using Spotter.Insights;
using Spotter.Reporting;
using Spotter.Web.Markup;

namespace Spotter.Web.Insights;

/// <summary>Means over time as points with whiskers, joined by lines.</summary>
internal static class TimeChart
{
    private const int Height = 210;
    private const int Top = 16;
    private const int Bottom = 182;
    private const double Left = 9;
    private const double Right = 97;
    private const double LongestReach = 1.5;

    /// <summary>Draws it.</summary>
    /// <param name="title">What it shows, for those who do not see it.</param>
    /// <param name="periods">The oldest first.</param>
    /// <param name="of">What is drawn of each.</param>
    public static Html Write(string title, IReadOnlyList<NamedFigures> periods, Func<Figures, Estimate> of)
    {
        var points = periods.Select((period, i) => (period.Name, X: XOf(i, periods.Count), Estimate: of(period.Figures)))
            .Where(point => point.Estimate.Posts > 0)
            .ToList();
        var top = Round(Math.Min(
            points.Max(point => point.Estimate.High ?? point.Estimate.Mean), LongestReach * points.Max(point => point.Estimate.Mean)));
        return Html.Of($"""
            <svg class="fluid" width="100%" height="{Height}" role="img" aria-label="{title}">
            {Html.Each([0, top / 2, top], value => Tick(value, top))}
            {Html.Each(points.Zip(points.Skip(1)), pair => Html.Of($"""<line class="way-line" x1="{pair.First.X:0.##}%" x2="{pair.Second.X:0.##}%" y1="{YOf(pair.First.Estimate.Mean, top):0.#}" y2="{YOf(pair.Second.Estimate.Mean, top):0.#}"/>"""))}
            {Html.Each(points, point => Point(point.Name, point.X, point.Estimate, top))}
            <text class="note" x="{Left}%" y="{Height - 6}">{periods[0].Name}</text>
            {Html.When(periods.Count > 1, () => Html.Of($"""<text class="note" x="100%" y="{Height - 6}" text-anchor="end">{periods[^1].Name}</text>"""))}
            </svg>
            """);
    }

    private static Html Tick(double value, double top) => Html.Of($"""
        <line class="grid" x1="0" x2="100%" y1="{YOf(value, top):0.#}" y2="{YOf(value, top):0.#}"/><text class="note" x="0" y="{YOf(value, top) - 3:0.#}">{Wording.Show(value)}</text>
        """);

    private static Html Point(string name, double x, Estimate estimate, double top) => Html.Of($"""
        <g><title>{name}: {Wording.Show(estimate)}, {Wording.Count(estimate.Posts, "post")}</title>
        {(estimate is { Low: { } low, High: { } high } ? Html.Of($"""<line class="reach" x1="{x:0.##}%" x2="{x:0.##}%" y1="{YOf(low, top):0.#}" y2="{YOf(high, top):0.#}"/>""") : default)}
        <circle class="dot" cx="{x:0.##}%" cy="{YOf(estimate.Mean, top):0.#}" r="4"/></g>
        """);

    private static double XOf(int index, int count) => count == 1 ? (Left + Right) / 2 : Left + ((Right - Left) * index / (count - 1));

    private static double YOf(double value, double top) => Bottom - ((Bottom - Top) * Math.Clamp(value / top, 0, 1));

    // A digit with zeros, so that half of it is a number that can be read.
    private static double Round(double value)
    {
        if (value <= 0)
            return 1;

        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        double[] steps = [1, 2, 3, 4, 5, 6, 8, 10];
        return power * steps.First(step => step * power >= value * 0.999);
    }
}
