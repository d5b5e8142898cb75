using System.Globalization;
using Spotter.Cli.Output;
using Spotter.Insights;
using Spotter.Learning.Measuring;

namespace Spotter.Cli.Commands;

/// <summary>Prints how well a model did.</summary>
internal static class EvaluationLines
{
    private const int MaxColumns = 12;
    private const int MaxWrong = 10;
    private const int MaxHeaderWidth = 60;

    public static void Print(Terminal terminal, Evaluation evaluation, string things = "pictures")
    {
        terminal.Line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Right for {evaluation.Accuracy:P1} of {evaluation.Pictures} {things} it was not fitted to; on {things} like these it "
                    + $"is right for {evaluation.AccuracyInterval.Low:P1} to {evaluation.AccuracyInterval.High:P1} (95 % sure)."
            )
        );
        terminal.Line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"AUC {Text(evaluation.Auc)}, log loss {evaluation.LogLoss:0.000}, calibration error "
                    + $"{evaluation.CalibrationError:0.000}; always saying the most common label is right for "
                        + $"{evaluation.CommonestShare:P1}."
            )
        );
        terminal.Line("");
        terminal.List(
            ["LABEL", things.ToUpperInvariant(), "PRECISION", "RECALL", "F1", "AUC"],
            evaluation.Labels
                .Where(label => label.Pictures > 0 || evaluation.Labels.Count <= MaxColumns)
                .Select(label => (Cells(label), Below(label))));
        PrintConfusion(terminal, evaluation);
        PrintWrong(terminal, evaluation);
    }

    private static IReadOnlyList<string> Cells(LabelEvaluation label) =>
    [
        label.Label,
        Text(label.Pictures),
        Text(label.Precision, label.PrecisionInterval),
        Text(label.Recall, label.RecallInterval),
        Text(label.F1),
        Text(label.Auc),
    ];

    private static IReadOnlyList<string> Below(LabelEvaluation label) => label.LeastScore is null
        ? []
        :
        [
            $"from the least score {Text(label.LeastScore)}: precision "
                + $"{Text(label.PrecisionAtLeastScore, label.PrecisionAtLeastScoreInterval)}, recall "
                + $"{Text(label.RecallAtLeastScore, label.RecallAtLeastScoreInterval)}",
        ];

    private static void PrintConfusion(Terminal terminal, Evaluation evaluation)
    {
        if (evaluation.Labels.Count > MaxColumns)
            return;

        // Long labels would make rows that no terminal shows in one line, so numbers stand above the columns.
        var numbered = evaluation.Labels.Sum(label => label.Label.Length) > MaxHeaderWidth;
        terminal.Line("");
        terminal.Table(
            ["RIGHT LABEL \\ GIVEN", .. evaluation.Labels.Select((label, i) => numbered ? Text(i + 1) : label.Label)],
            evaluation.Labels.Select(
                (label, i) =>
                    (IReadOnlyList<string>)[numbered ? $"{i + 1} {label.Label}" : label.Label, .. evaluation.Confusion[i].Select(Text)]
            )
        );
    }

    private static void PrintWrong(Terminal terminal, Evaluation evaluation)
    {
        if (evaluation.Wrong.Count == 0)
            return;

        terminal.Line("");
        terminal.Line(
            evaluation.Wrong.Count > MaxWrong ? $"Wrong, the surest {MaxWrong} of {evaluation.Wrong.Count}:" : "Wrong, the surest first:");
        foreach (var wrong in evaluation.Wrong.Take(MaxWrong))
            terminal.Line(string.Create(CultureInfo.InvariantCulture, $"  {wrong.Score:0.000} {wrong.Given}: {wrong.Path}"));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(double? share) => share?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-";

    private static string Text(double? share, Interval interval) =>
        share is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{share:0.000} ({interval.Low:0.00}-{interval.High:0.00})");
}
