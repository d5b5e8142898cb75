using System.Globalization;
using Spotter.Cli.Output;
using Spotter.Learning.Measuring;
using Spotter.Learning.Training;

namespace Spotter.Cli.Commands;

/// <summary>Prints what a training did and how well.</summary>
internal static class TrainingLines
{
    public static void Print(Terminal terminal, TrainingReport report)
    {
        foreach (var file in report.Skipped)
            terminal.Problem($"skipped {file.Path}: {file.Reason}");
        foreach (var warning in report.Warnings)
            terminal.Problem($"warning: {warning}");

        EvaluationLines.Print(terminal, report.Evaluation);
        terminal.Line("");
        PrintCurve(terminal, report.LearningCurve);
        PrintBackbones(terminal, report);
        PrintLeastScores(terminal, report);
        PrintSame(terminal, "The same bytes twice, used once", report.Duplicates);
        PrintSame(terminal, "The same photograph twice, kept on one side", report.Twins);
        PrintWords(terminal, report);
        terminal.Line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Pictures} pictures, {(report.Folds > 0 ? $"{report.Folds} folds" : string.Join(", ", SidesOf(report)))}; "
                    + $"{report.Features} features, {report.Cached} pictures known from before, {report.Skipped.Count} files skipped."
            )
        );
        terminal.Line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"L2 penalty {report.Penalty}, temperature {report.Temperature:0.00}; features "
                    + $"{report.FeaturesDuration.TotalSeconds:0.0} s, fitting and measuring {report.FittingDuration.TotalSeconds:0.0} s."
            )
        );
        terminal.Line($"Wrote {report.ModelFolder}; look at {report.Page}");
    }

    private static void PrintWords(Terminal terminal, TrainingReport report)
    {
        if (report.WithoutWords is { } without)
            terminal.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"The words in the pictures {(report.WordsOnly ? "decide" : "count too")}. "
                    + $"By the pictures alone: {without.Accuracy:P1} right "
                    + $"({without.AccuracyInterval.Low:P1} to {without.AccuracyInterval.High:P1}), AUC {without.Auc:0.000}."));
        else if (report.WordsProblem is { } problem)
            terminal.Line($"By the pictures alone, without the words in them. {problem}");
    }

    private static string[] SidesOf(TrainingReport report) =>
    [
        $"{report.Labels.Sum(label => label.Training)} fitted to",
        $"{report.Labels.Sum(label => label.Validation)} to choose on",
        $"{report.Labels.Sum(label => label.Test)} to measure on",
    ];

    /// <summary>Accuracy against what there was to fit to.</summary>
    public static void PrintCurve(Terminal terminal, LearningCurve curve, string things = "pictures")
    {
        terminal.Table(
            ["FITTED TO, PER LABEL", "ACCURACY", "95 % SURE", "AUC"],
            curve.Points.Select(point => new[]
            {
                point.PicturesPerLabel.ToString(CultureInfo.InvariantCulture),
                point.Accuracy.ToString("P1", CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{point.AccuracyInterval.Low:P1} to {point.AccuracyInterval.High:P1}"),
                point.Auc?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-",
            }));
        if (curve is { AccuracyWithTwice: { } twice, AccuracyWithTwiceInterval: { } interval })
            terminal.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"Twice as many {things} would probably reach {twice:P1} ({interval.Low:P1} to {interval.High:P1})."));
    }

    private static void PrintBackbones(Terminal terminal, TrainingReport report)
    {
        terminal.Line($"Backbone: {report.Backbone}");
        foreach (var other in report.Compared)
            terminal.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"  instead {other.Backbone}: right for {other.Accuracy:P1} ({other.AccuracyInterval.Low:P1} to "
                    + $"{other.AccuracyInterval.High:P1}), AUC {other.Auc?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-"}"));
    }

    private static void PrintLeastScores(Terminal terminal, TrainingReport report)
    {
        if (report.WantedPrecision is not { } wanted)
            return;

        terminal.Line(string.Create(CultureInfo.InvariantCulture, $"Least scores, where a precision of {wanted} is wanted:"));
        foreach (var label in report.Evaluation.Labels)
            terminal.Line(label switch
            {
                { LeastScore: null } => $"  {label.Label}: none, it has three pictures or fewer",
                { RecallAtLeastScore: { } recall, RecallAtLeastScoreInterval: var interval } => string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {label.Label} from {label.LeastScore:0.000}: finds about {recall:P0} of its pictures ({interval.Low:P0} to "
                        + $"{interval.High:P0})"),
                _ => string.Create(CultureInfo.InvariantCulture, $"  {label.Label} from {label.LeastScore:0.000}"),
            });
    }

    private static void PrintSame(Terminal terminal, string title, IReadOnlyList<IReadOnlyList<string>> groups)
    {
        if (groups.Count == 0)
            return;

        terminal.Line($"{title} ({groups.Count}):");
        foreach (var group in groups)
            terminal.Line($"  {string.Join("  =  ", group)}");
    }
}
