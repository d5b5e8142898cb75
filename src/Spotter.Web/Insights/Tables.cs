using Spotter.Reporting;
using Spotter.Web.Markup;

namespace Spotter.Web.Insights;

/// <summary>The numbers behind the charts, folded.</summary>
internal static class Tables
{
    /// <summary>Labels.</summary>
    public static Html Labels(IReadOnlyList<LabelFigures> labels) => Fold(
        ["label", "posts", "share", "mean likes", "mean comments", "likes against what is usual"],
        labels.Select(label => (string[])
        [
            label.Label,
            Wording.Count(label.Figures.Posts, "post"),
            $"{Wording.Percent(label.Share)} ({Wording.Percent(label.ShareInterval.Low, label.ShareInterval.High)})",
            Wording.Show(label.Figures.Likes),
            Wording.Show(label.Figures.Comments),
            label.Against is { } lift ? Wording.Show(lift) : "not known",
        ]));

    /// <summary>Posts of one kind.</summary>
    /// <param name="kind">What the kinds are called together.</param>
    public static Html Folded(string kind, IReadOnlyList<NamedFigures> kinds) => Html.When(kinds.Count > 0, () => Fold(
        [kind, "posts", "mean likes", "mean comments"], kinds.Select(one => RowOf(one.Name, one.Figures))));

    /// <summary>Posts of each hour of the week.</summary>
    public static Html Hours(IReadOnlyList<HourFigures> hours) => Fold(
        ["hour", "posts", "mean likes", "mean comments", "likes against what is usual"],
        hours.Select(hour => (string[])
        [
            .. RowOf($"{hour.Weekday} {hour.Hour} h", hour.Figures), hour.Against is { } lift ? Wording.Show(lift) : "not known",
        ]));

    /// <summary>Which labels posts had over time.</summary>
    public static Html Mix(LabelMix mix) => Fold(
        ["time", .. MixChart.NamesOf(mix)],
        mix.Periods.Select(period => (string[])
        [
            period.Name, .. MixChart.NamesOf(mix).Select((_, i) => Wording.Show(period.Counts[i])),
        ]));

    private static string[] RowOf(string name, Figures figures) =>
        [name, Wording.Show(figures.Posts), Wording.Show(figures.Likes), Wording.Show(figures.Comments)];

    /// <summary>A table that is shown when it is asked for.</summary>
    /// <param name="head">What the columns are called; each row begins with its name.</param>
    public static Html Fold(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows) => Html.Of($"""
        <details><summary>The numbers</summary><div class="wide" tabindex="0" role="group" aria-label="The numbers by {head[0]}"><table>
        <thead><tr>{Html.Each(head, name => Html.Of($"""<th scope="col">{name}</th>"""))}</tr></thead>
        <tbody>{Html.Each(rows, row => Html.Of($"""<tr><th scope="row">{row[0]}</th>{Html.Each(row.Skip(1), cell => Html.Of($"<td>{cell}</td>"))}</tr>"""))}</tbody>
        </table></div></details>
        """);
}
