using Spotter.Reporting;
using Spotter.Reporting.Reading;
using Spotter.Web.Markup;

namespace Spotter.Web.Insights;

/// <summary>What part of the labels each had, as a bar for each time.</summary>
internal static class MixChart
{
    private const int RowHeight = 44;
    private const int MaxName = 40;

    /// <summary>Draws it, with what its fills mean.</summary>
    /// <param name="title">What it shows, for those who do not see it.</param>
    public static Html Write(string title, LabelMix mix) => Html.Of($"""
        <ul class="key">{Html.Each(NamesOf(mix).Index(), name => Html.Of($"""<li><svg width="20" height="14" aria-hidden="true"><rect class="bar-{name.Index}" x="0.5" y="0.5" width="19" height="13" fill="{Patterns.FillOf(name.Index)}"/></svg> {Texts.Shorten(name.Item, MaxName)}</li>"""))}</ul>
        <svg class="fluid" width="100%" height="{mix.Periods.Count * RowHeight}" role="img" aria-label="{title}">
        {Html.Each(mix.Periods.Index(), period => Row(period.Item, NamesOf(mix), period.Index * RowHeight))}
        </svg>
        """);

    /// <summary>The labels, and the others where there are any.</summary>
    public static IReadOnlyList<string> NamesOf(LabelMix mix) =>
        mix.Periods.Any(period => period.Counts[^1] > 0) ? [.. mix.Labels, "others"] : mix.Labels;

    private static Html Row(MixPeriod period, IReadOnlyList<string> names, int top)
    {
        var all = (double)Math.Max(1, period.Counts.Sum());
        var starts = period.Counts.Select((_, i) => 100 * period.Counts.Take(i).Sum() / all).ToList();
        return Html.Of($"""
            <text class="name" x="0" y="{top + 14}">{period.Name}</text><text class="note" x="100%" y="{top + 14}" text-anchor="end">{Wording.Count(period.Counts.Sum(), "label")}</text>
            {Html.Each(names.Index().Where(name => period.Counts[name.Index] > 0), name => Html.Of($"""<rect class="bar-{name.Index}" x="{starts[name.Index]:0.##}%" y="{top + 20}" width="{100 * period.Counts[name.Index] / all:0.##}%" height="16" fill="{Patterns.FillOf(name.Index)}"><title>{period.Name}, {name.Item}: {ShareOf(period, name.Index)}, {period.Counts[name.Index]}</title></rect>"""))}
            """);
    }

    private static string ShareOf(MixPeriod period, int label)
    {
        var interval = period.IntervalOf(label);
        return $"{Wording.Percent(period.ShareOf(label))} ({Wording.Percent(interval.Low, interval.High)})";
    }
}
