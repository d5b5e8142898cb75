using Spotter.Reporting.Reading;
using Spotter.Web.Markup;

namespace Spotter.Web.Insights;

/// <summary>
/// Horizontal bars, each below its name, with a whisker where the value truly lies and the value at its end. Lengths are shares of the
/// width, so that letters keep their size on a phone.
/// </summary>
internal static class BarChart
{
    private const int RowHeight = 44;
    private const int MaxName = 34;

    // The rest is for the value.
    private const double WidestBar = 50;
    private const double WidestWhisker = 58;

    // A whisker that is much longer than all bars would leave nothing of them.
    private const double LongestReach = 1.6;

    /// <summary>The value that is as long as bars can be, for charts side by side.</summary>
    public static double ScaleOf(IEnumerable<Bar> bars)
    {
        var (value, reach) = (1e-9, 1e-9);
        foreach (var bar in bars)
            (value, reach) = (Math.Max(value, bar.Value), Math.Max(reach, bar.High ?? bar.Value));
        return Math.Min(reach, LongestReach * value);
    }

    /// <summary>Draws it.</summary>
    /// <param name="title">What it shows, for those who do not see it.</param>
    /// <param name="bars">From the top.</param>
    /// <param name="scale">See <see cref="ScaleOf"/>.</param>
    /// <param name="pattern">The fill: <see cref="Patterns"/>.</param>
    /// <param name="mark">A value that all are compared with, drawn as a broken line; null for none.</param>
    public static Html Write(string title, IReadOnlyList<Bar> bars, double scale, int pattern = 0, double? mark = null)
    {
        var height = bars.Count * RowHeight;
        return Html.Of($"""
            <svg class="fluid" width="100%" height="{height}" role="img" aria-label="{title}">
            {(mark is { } value ? Html.Of($"""<line class="mean" x1="{At(value, scale):0.##}%" x2="{At(value, scale):0.##}%" y1="0" y2="{height}"/>""") : default)}
            {Html.Each(bars.Index(), bar => Row(bar.Item, bar.Index * RowHeight, scale, pattern))}
            </svg>
            """);
    }

    private static Html Row(Bar bar, int top, double scale, int pattern)
    {
        var end = At(bar.High ?? bar.Value, scale);
        return Html.Of($"""
            <g><title>{bar.Name}: {bar.Said}, {bar.Note}</title>
            <text class="name" x="0" y="{top + 14}">{Texts.Shorten(bar.Name, MaxName)}</text><text class="note" x="100%" y="{top + 14}" text-anchor="end">{bar.Note}</text>
            <rect class="bar-{pattern}" x="0" y="{top + 20}" width="{At(bar.Value, scale):0.##}%" height="14" rx="2" fill="{Patterns.FillOf(pattern)}"/>
            {(bar is { Low: { } low, High: not null } ? Whisker(At(low, scale), end, top + 27) : default)}
            <text class="value" x="{Math.Max(end, At(bar.Value, scale)):0.##}%" dx="6" y="{top + 32}">{bar.Said}</text></g>
            """);
    }

    private static Html Whisker(double low, double high, int y) => Html.Of($"""
        <line class="reach" x1="{low:0.##}%" x2="{high:0.##}%" y1="{y}" y2="{y}"/><line class="reach" x1="{low:0.##}%" x2="{low:0.##}%" y1="{y - 4}" y2="{y + 4}"/>
        {Html.When(high < WidestWhisker, () => Html.Of($"""<line class="reach" x1="{high:0.##}%" x2="{high:0.##}%" y1="{y - 4}" y2="{y + 4}"/>"""))}
        """);

    private static double At(double value, double scale) => Math.Clamp(WidestBar * value / scale, 0, WidestWhisker);
}
