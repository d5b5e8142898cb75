using System.Globalization;
using Spotter.Learning.Reports;
using Spotter.Models;

namespace Spotter.Learning.Training;

/// <summary>What the page of a training shows.</summary>
internal static class TrainingPage
{
    public static ReportContent Of(TrainingReport report, IReadOnlyDictionary<string, string> thumbnails) =>
        new()
        {
            Title = TitleOf(report.ModelFolder),
            At = report.At,
            How =
                report.Folds == 0
                    ? $"Measured once on {report.Evaluation.Pictures} of {report.Pictures} pictures, which a hash of their bytes had "
                        + $"set aside."
                    : $"Every one of {report.Pictures} pictures was measured by a head fitted without its fold, {report.Folds} folds in "
                        + $"turn; the model itself was then fitted to all.",
            Evaluation = report.Evaluation,
            Curve = report.LearningCurve,
            Warnings = report.Warnings,
            Facts = [.. Facts(report)],
            Lists =
            [
                ("The same bytes twice, used once", [.. report.Duplicates.Select(group => string.Join(" = ", group))]),
                ("The same photograph twice, kept on one side", [.. report.Twins.Select(group => string.Join(" = ", group))]),
                ("Much smaller than the others of their label, and plain or unlike them", report.Odd),
                ("Skipped files", [.. report.Skipped.Select(file => $"{file.Path}: {file.Reason}")]),
            ],
            Thumbnails = thumbnails,
        };

    // A version is called by its day: that of which model it is stands two folders above.
    private static string TitleOf(string folder) =>
        Path.GetDirectoryName(folder) is { } versions && ModelVersions.IsFolderOfVersions(versions)
            ? $"{Path.GetFileName(Path.GetDirectoryName(versions))}, version {Path.GetFileName(folder)}"
            : Path.GetFileName(folder);

    private static IEnumerable<(string Name, string Value)> Facts(TrainingReport report)
    {
        if (report.Comparison is { } comparison)
            yield return ("against the version in use", comparison.ToString());
        if (report.ComparisonProblem is { } problem)
            yield return ("against the version in use", $"not compared: {problem}");
        yield return ("backbone", report.Backbone);
        foreach (var other in report.Compared)
            yield return ($"instead with {other.Backbone}", string.Create(
                CultureInfo.InvariantCulture,
                $"right for {other.Accuracy:P1} ({other.AccuracyInterval.Low:P1} to {other.AccuracyInterval.High:P1}), AUC "
                    + $"{other.Auc:0.000}"));
        if (report.WithoutWords is { } without)
            yield return ("by the pictures alone", string.Create(
                CultureInfo.InvariantCulture,
                $"right for {without.Accuracy:P1} ({without.AccuracyInterval.Low:P1} to {without.AccuracyInterval.High:P1}), AUC "
                    + $"{without.Auc:0.000}"));
        yield return ("features", string.Create(CultureInfo.InvariantCulture, $"{report.FeatureTensor}, {report.Features}"));
        yield return ("head", report.Hidden == 0 ? "softmax" : string.Create(
            CultureInfo.InvariantCulture, $"hidden layer of {report.Hidden}, softmax"));
        foreach (var label in report.Labels)
            yield return (
                $"pictures of {label.Label}",
                report.Folds > 0 ? Text(label.Pictures) : $"{label.Training} to fit, {label.Validation} to choose, {label.Test} to measure"
            );
        yield return (
            "least scores recommended for",
            report.WantedPrecision is { } precision
                ? string.Create(CultureInfo.InvariantCulture, $"a precision of {precision}, 95 % sure")
                : "the best F1"
        );
        yield return ("L2 penalty", report.Penalty.ToString(CultureInfo.InvariantCulture));
        yield return (
            "temperature",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Temperature:0.00} (calibration error without it: {report.CalibrationErrorBefore:0.000})"
            )
        );
        yield return ("seed", Text(report.Seed));
        yield return ("known from before", $"{report.Cached} pictures");
        yield return (
            "duration",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{report.FeaturesDuration.TotalSeconds:0.0} s for features, {report.FittingDuration.TotalSeconds:0.0} s for fitting "
                    + $"and measuring"
            )
        );
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
