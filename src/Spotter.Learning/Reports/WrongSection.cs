using Spotter.Learning.Measuring;
using static Spotter.Learning.Reports.PageWriter;

namespace Spotter.Learning.Reports;

/// <summary>The pictures that the model was wrong about.</summary>
internal static class WrongSection
{
    public static void Write(PageWriter page, ReportContent content)
    {
        var evaluation = content.Evaluation;
        var shown = ReportPage.Shown(evaluation);
        page.Add($"<section id='wrong'><h2>Wrong {content.Things}</h2>");
        var order = shown.Count < evaluation.Wrong.Count
            ? $"{shown.Count} of {evaluation.Wrong.Count}, the surest of each kind first"
            : $"All {evaluation.Wrong.Count}, the surest first";
        if (evaluation.Wrong.Count == 0)
            page.Add($"<p>None.</p>");
        else
            page.Add($"""
                <p class='faint'>{order}. The number is the score of the label it was given.
                Is the label right and the model wrong, or the other way round?</p>
                """);
        page.Add($"<div class='kinds'>");
        foreach (var kind in shown.GroupBy(wrong => (wrong.Label, wrong.Given)))
            Kind(page, content, kind.Key, [.. kind]);
        page.Add($"</div></section>");
    }

    private static void Kind(
        PageWriter page, ReportContent content, (string Label, string Given) kind, IReadOnlyList<WrongPicture> pictures)
    {
        page.Add($"""
            <div{(pictures.Count > 1 ? " class='many'" : "")}>
            <h3 id='{AnchorOf(content.Evaluation, kind.Label, kind.Given)}' tabindex='-1'>{Encode(kind.Label)} taken for {Encode(
                kind.Given)}</h3><ul class='pictures'>
            """);
        foreach (var wrong in pictures)
        {
            var name = content.Quotes.TryGetValue(wrong.Path, out var quote) ? $"{wrong.Path}: {quote}" : ShortNameOf(wrong.Path);
            var image = content.Thumbnails.TryGetValue(wrong.Path, out var data)
                ? $"<img src='{data}' alt='' width='112' height='112'>"
                : "";
            page.Add($"<li title='{Encode(wrong.Path)}'>{image}<span><strong>{wrong.Score:0.00}</strong> {Encode(name)}</span></li>");
        }

        page.Add($"</ul></div>");
    }

    // Not everything is called by a path, and what else it is called may hold an address.
    private static string ShortNameOf(string path) => path.Contains(':', StringComparison.Ordinal) && !Path.IsPathRooted(path)
        ? path
        : Path.GetFileName(path);

    /// <summary>What the mistakes of one kind are called on the page: labels may hold anything, and places in the list do not.</summary>
    public static string AnchorOf(Evaluation evaluation, string label, string given)
    {
        int IndexOf(string name) => evaluation.Labels.TakeWhile(other => other.Label != name).Count();
        return $"wrong-{IndexOf(label)}-{IndexOf(given)}";
    }
}
