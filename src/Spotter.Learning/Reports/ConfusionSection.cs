using Spotter.Learning.Measuring;
using static Spotter.Learning.Reports.PageWriter;

namespace Spotter.Learning.Reports;

/// <summary>What is taken for what: a matrix, or the most frequent mistakes where there are too many labels for one.</summary>
internal static class ConfusionSection
{
    private const int MaxMatrixLabels = 15;
    private const int MaxPairs = 20;

    // A matrix of more labels needs the page's whole width.
    private const int MaxNarrowLabels = 4;

    public static void Write(PageWriter page, Evaluation evaluation, string things)
    {
        var width = evaluation.Labels.Count > MaxNarrowLabels ? " class='large'" : "";
        page.Add($"<section id='confusion'{width}><h2>What is taken for what</h2>");
        if (evaluation.Labels.Count <= MaxMatrixLabels)
            Matrix(page, evaluation, things);
        else
            Pairs(page, evaluation, things);
        page.Add($"</section>");
    }

    private static void Matrix(PageWriter page, Evaluation evaluation, string things)
    {
        page.Add($"""
            <p class='faint'>A row is a right label, a column the label that was given. A number leads to its {things}.</p>
            <div class='wide' tabindex='0' role='region' aria-label='Confusion matrix'><table class='matrix'><thead><tr><td></td>
            """);
        foreach (var label in evaluation.Labels)
            page.Add($"<th scope='col'>{Breakable(label.Label)}</th>");
        page.Add($"</tr></thead><tbody>");
        var shown = ReportPage.Shown(evaluation).Select(wrong => (wrong.Label, wrong.Given)).ToHashSet();
        foreach (var (label, counts) in evaluation.Labels.Select(label => label.Label).Zip(evaluation.Confusion))
            Row(page, evaluation, label, counts, given => shown.Contains((label, given)));
        page.Add($"</tbody></table></div>");
    }

    private static void Row(
        PageWriter page, Evaluation evaluation, string label, IReadOnlyList<int> counts, Predicate<string> isShown)
    {
        page.Add($"<tr><th scope='row'>{Breakable(label)}</th>");
        var all = (double)Math.Max(1, counts.Sum());
        foreach (var (given, count) in evaluation.Labels.Select(label => label.Label).Zip(counts))
        {
            var text = isShown(given) ? $"<a href='#{WrongSection.AnchorOf(evaluation, label, given)}'>{Show(count)}</a>" : Show(count);
            page.Add($"<td style='background:rgba(var(--heat),{count / all * 0.6:0.00})'>{text}</td>");
        }

        page.Add($"</tr>");
    }

    // A browser breaks lines at hyphens by itself, but not at underscores.
    private static string Breakable(string label) => Encode(label).Replace("_", "_<wbr>", StringComparison.Ordinal);

    private static void Pairs(PageWriter page, Evaluation evaluation, string things)
    {
        page.Add($"""
            <p class='faint'>The most frequent mistakes.</p>
            <div class='wide' tabindex='0' role='region' aria-label='Most frequent mistakes'><table>
            <thead><tr><th scope='col'>right label</th><th scope='col'>given</th><th scope='col'>{things}</th></tr></thead><tbody>
            """);
        var pairs = evaluation.Wrong.CountBy(wrong => (wrong.Label, wrong.Given)).OrderByDescending(pair => pair.Value);
        foreach (var pair in pairs.Take(MaxPairs))
            page.Add($"<tr><th scope='row'>{Encode(pair.Key.Label)}</th><td>{Encode(pair.Key.Given)}</td><td>{pair.Value}</td></tr>");
        page.Add($"</tbody></table></div>");
    }
}
