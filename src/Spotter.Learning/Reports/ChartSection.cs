using System.Globalization;
using Spotter.Insights;
using Spotter.Learning.Measuring;
using static Spotter.Learning.Reports.PageWriter;

namespace Spotter.Learning.Reports;

/// <summary>The charts, each with its numbers in a table.</summary>
internal static class ChartSection
{
    public static void Write(PageWriter page, ReportContent content)
    {
        page.Add($"<div id='curves' class='charts'>");
        if (content.Curve is { } curve)
            Learning(page, curve, content.Things);
        PrecisionRecall(page, content.Evaluation, content.Things);
        Calibration(page, content.Evaluation, content.Things);
        ConfusionSection.Write(page, content.Evaluation, content.Things);
        page.Add($"</div>");
    }

    private static void Learning(PageWriter page, LearningCurve curve, string things) => Chart(
        page,
        "Is more data worth it?",
        ReportCharts.Learning(curve, things),
        CurveSentence(curve, things),
        "",
        ["fitted to, per label", "accuracy", "truly from", "to"],
        curve.Points.Select(point => new[]
        {
            Show(point.PicturesPerLabel),
            Show(point.Accuracy),
            Show(point.AccuracyInterval.Low),
            Show(point.AccuracyInterval.High),
        }));

    private static void PrecisionRecall(PageWriter page, Evaluation evaluation, string things) => Chart(
        page,
        "Precision and recall",
        ReportCharts.PrecisionRecall(evaluation, things),
        "A higher least score moves along a line to the left. The dot is what the recommended least score does."
            + LabelsDrawn(evaluation, things),
        Key(evaluation),
        ["label", "average precision", "AUC"],
        evaluation.Labels.Select(label => new[] { Encode(label.Label), Show(label.AveragePrecision), Show(label.Auc) }));

    private static void Calibration(PageWriter page, Evaluation evaluation, string things) => Chart(
        page,
        "Do scores mean what they say?",
        ReportCharts.Calibration(evaluation, things),
        $"On the dashed line, of the {things} with the score 0.8 four in five are right. Below it the model claims too much. A larger dot "
            + $"is more {things}.",
        "",
        ["score from", "to", things, "mean score", "right"],
        evaluation.Calibration.Select(bin => new[]
        {
            Show(bin.From), Show(bin.To), Show(bin.Pictures), Show(bin.MeanScore), Show(bin.Right, bin.RightInterval),
        }));

    private static string CurveSentence(LearningCurve curve, string things) =>
        curve.AccuracyWithTwice is { } twice
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Twice as many {things} of each label would probably reach {twice:P1} "
                    + $"({curve.AccuracyWithTwiceInterval!.Low:P1} to {curve.AccuracyWithTwiceInterval.High:P1}), "
                    + $"{(twice - curve.Points[^1].Accuracy) * 100:0.0} points more than now."
            )
            : $"There are too few points, or too few mistakes, to say what more {things} would bring.";

    /// <param name="rows">Cells as HTML.</param>
    private static void Chart(
        PageWriter page, string title, string svg, string caption, string key, string[] header, IEnumerable<string[]> rows)
    {
        page.Add($"""
            <section><h2>{Encode(title)}</h2><figure>{svg}{key}<figcaption>{Encode(caption)}</figcaption></figure>
            <details><summary>Numbers</summary><div class='wide' tabindex='0' role='region' aria-label='{Encode(title)}'>
            <table><thead><tr>
            """);
        foreach (var name in header)
            page.Add($"<th scope='col'>{Encode(name)}</th>");
        page.Add($"</tr></thead><tbody>");
        foreach (var row in rows)
            page.Add($"<tr>{string.Concat(row.Select(cell => $"<td>{cell}</td>"))}</tr>");
        page.Add($"</tbody></table></div></details></section>");
    }

    private static string LabelsDrawn(Evaluation evaluation, string things) => evaluation.Labels.Count > SvgChart.Colours
        ? $" The {SvgChart.Colours} labels with the most {things} are drawn; all are among the numbers."
        : "";

    private static string Key(Evaluation evaluation)
    {
        var labels = ReportCharts.Drawn(evaluation).Select((label, i) => $"<li><i class='c{i}'></i>{Encode(label.Label)}</li>");
        return $"<ul class='key'>{string.Concat(labels)}</ul>";
    }
}
