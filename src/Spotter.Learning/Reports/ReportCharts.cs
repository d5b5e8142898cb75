using System.Globalization;
using Spotter.Insights;
using Spotter.Learning.Measuring;

namespace Spotter.Learning.Reports;

/// <summary>The charts of a report.</summary>
internal static class ReportCharts
{
    /// <summary>More lines than colours would say nothing.</summary>
    public static IReadOnlyList<LabelEvaluation> Drawn(Evaluation evaluation) =>
        [.. evaluation.Labels.Where(label => label.Pictures > 0).OrderByDescending(label => label.Pictures).Take(SvgChart.Colours)];

    public static string PrecisionRecall(Evaluation evaluation, string things)
    {
        var chart = new SvgChart(
            "Precision against recall for each label",
            $"recall: share of a label's {things} that are found",
            "precision: share of them that is right"
        );
        Shares(chart);
        foreach (var (label, colour) in Drawn(evaluation).Select((label, i) => (label, i)))
        {
            chart.Line(label.PrecisionRecall.Select(point => (point.Recall, point.Precision)), colour, isOneOfMany: true);
            if (label is { PrecisionAtLeastScore: { } precision, RecallAtLeastScore: { } recall })
                chart.Point(
                    recall,
                    precision,
                    colour,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{label.Label} at the recommended least score {label.LeastScore:0.000}: precision {precision:0.000}, recall "
                            + $"{recall:0.000}"
                    ),
                    6
                );
        }

        return chart.ToString();
    }

    public static string Calibration(Evaluation evaluation, string things)
    {
        var chart = new SvgChart("The share that is right against the best score", "best score", "share that is right");
        Shares(chart);
        chart.Diagonal();
        foreach (var bin in evaluation.Calibration)
        {
            chart.Whisker(bin.MeanScore, bin.RightInterval, 0);
            chart.Point(
                bin.MeanScore,
                bin.Right,
                0,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{bin.Pictures} {things} with scores around {bin.MeanScore:0.00}: {bin.Right:P0} right, truly "
                        + $"{bin.RightInterval.Low:P0} to {bin.RightInterval.High:P0}"
                ),
                3 + (8 * Math.Sqrt(bin.Pictures / (double)evaluation.Pictures))
            );
        }

        return chart.ToString();
    }

    public static string Learning(LearningCurve curve, string things)
    {
        var last = curve.Points[^1];
        var low = Math.Floor(curve.Points.Min(point => point.AccuracyInterval.Low) * 10) / 10;
        var chart = new SvgChart(
            $"Accuracy against the number of {things} it was fitted to", $"{things} of each label it was fitted to", "accuracy")
        {
            XLow = curve.Points[0].PicturesPerLabel,
            XHigh = Math.Max(curve.Points[0].PicturesPerLabel + 1, last.PicturesPerLabel * (curve.AccuracyWithTwice is null ? 1 : 2.0)),
            XIsLogarithmic = true,
            YLow = Math.Min(low, 0.9),
        };
        for (var tick = (int)Math.Round(chart.YLow * 10); tick <= 10; tick++)
            chart.YTick(tick / 10.0, string.Create(CultureInfo.InvariantCulture, $"{tick * 10} %"));
        foreach (var point in curve.Points)
        {
            chart.XTick(point.PicturesPerLabel, point.PicturesPerLabel.ToString(CultureInfo.InvariantCulture));
            chart.Whisker(point.PicturesPerLabel, point.AccuracyInterval, 0);
            chart.Point(
                point.PicturesPerLabel,
                point.Accuracy,
                0,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{point.PicturesPerLabel} {things} of each label: {point.Accuracy:P1}, truly from {point.AccuracyInterval.Low:P1} "
                        + $"to {point.AccuracyInterval.High:P1}"
                )
            );
        }

        chart.Line(curve.Points.Select(point => ((double)point.PicturesPerLabel, point.Accuracy)), 0);
        if (curve.AccuracyWithTwice is { } twice)
        {
            chart.XTick(last.PicturesPerLabel * 2, string.Create(CultureInfo.InvariantCulture, $"{last.PicturesPerLabel * 2}?"));
            chart.Line([(last.PicturesPerLabel, last.Accuracy), (last.PicturesPerLabel * 2, twice)], 0, dashed: true);
        }

        return chart.ToString();
    }

    private static void Shares(SvgChart chart)
    {
        for (var tick = 0; tick <= 10; tick += 2)
        {
            chart.XTick(tick / 10.0, string.Create(CultureInfo.InvariantCulture, $"{tick / 10.0:0.0}"));
            chart.YTick(tick / 10.0, string.Create(CultureInfo.InvariantCulture, $"{tick / 10.0:0.0}"));
        }
    }
}
