using System.Globalization;
using Spotter.Captions;
using Spotter.Cli.Output;
using Spotter.Learning.Captions;

namespace Spotter.Cli.Commands;

/// <summary>Prints what was learned of captions, and what they suggest.</summary>
internal static class CaptionLines
{
    private const int MaxProblems = 10;
    private const int MaxAccounts = 50;

    public static void Print(Terminal terminal, CaptionTrainingReport report)
    {
        PrintBefore(terminal, report.Counts, report.Warnings);
        EvaluationLines.Print(terminal, report.Evaluation, "accounts");
        terminal.Line("");
        TrainingLines.PrintCurve(terminal, report.LearningCurve, "accounts");
        PrintWords(terminal, report.WordsAlone);
        terminal.Wrapped("", report.Counts.ToText());
        terminal.Wrapped("", string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Encoder}, {report.Pooling.ToString().ToLowerInvariant()} of {report.Tokens} tokens, {report.Features} features, "
                + $"{report.Hidden} hidden units, {report.Folds} folds, temperature {report.Temperature:0.00}; "
                + $"{report.FeaturesDuration.TotalSeconds:0.0} s for reading and features, {report.Duration.TotalSeconds:0.0} s in all."));
        terminal.Line($"Wrote {report.ModelFolder}; look at {report.Page}");
    }

    public static void Print(Terminal terminal, CaptionEvaluationReport report, string? page)
    {
        PrintBefore(terminal, report.Counts, report.Warnings);
        EvaluationLines.Print(terminal, report.Evaluation, "accounts");
        terminal.Line("");
        if (report.WordsAlone is not null)
            PrintWords(terminal, report.WordsAlone);
        terminal.Wrapped("", report.Counts.ToText());
        if (page is not null)
            terminal.Line($"Look at {page}");
    }

    public static void Print(
        Terminal terminal, IReadOnlyList<AccountPrediction> predictions, CaptionInput input, int cached, string? file)
    {
        if (file is null)
            terminal.Table(
                ["ACCOUNT", "LABEL", "SCORE", "CAPTIONS", "RIGHT FOR SUCH A SCORE"],
                predictions.Take(MaxAccounts).Select(one => new[]
                {
                    one.Account,
                    one.Label ?? "-",
                    one.Score?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-",
                    one.Captions.ToString(CultureInfo.InvariantCulture),
                    one.Low is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{one.Low:P0} to {one.High:P0}"),
                }));
        if (file is null && predictions.Count > MaxAccounts)
            terminal.Line($"and {predictions.Count - MaxAccounts} more; --out FILE.csv writes all");
        terminal.Wrapped("", $"{predictions.Count(one => one.Label is not null)} of {predictions.Count} accounts by "
            + $"{predictions.Sum(one => one.Captions)} captions, {cached} known from before; took no part: {input.Empty} empty, "
            + $"{predictions.Sum(one => one.Wordless)} without a known word, {input.Repeated} read twice, {input.Problems.Count} passed "
            + "over.");
        if (file is not null)
            terminal.Line($"Wrote {file}");
    }

    /// <summary>What of the files is missing.</summary>
    public static void PrintUnread(Terminal terminal, CaptionInput input)
    {
        PrintProblems(terminal, input.Problems);
        if (input.UnreadFiles > 0)
            terminal.Problem($"{(input.UnreadFiles == 1 ? "1 file" : $"{input.UnreadFiles} files")} could not be read, or not all of it.");
    }

    /// <summary>The first of what was passed over, and how many more there are.</summary>
    public static void PrintProblems(Terminal terminal, IReadOnlyList<string> problems)
    {
        foreach (var problem in problems.Take(MaxProblems))
            terminal.Problem($"passed over: {problem}");
        if (problems.Count > MaxProblems)
            terminal.Problem($"passed over: {problems.Count - MaxProblems} more");
    }

    private static void PrintBefore(Terminal terminal, CaptionCounts counts, IReadOnlyList<string> warnings)
    {
        PrintProblems(terminal, counts.Problems);
        foreach (var warning in warnings)
            terminal.Problem($"warning: {warning}");
    }

    private static void PrintWords(Terminal terminal, WordsAloneResult words)
    {
        var interval = words.AccuracyInterval;
        terminal.Wrapped("", string.Create(
            CultureInfo.InvariantCulture,
            $"Words alone (TF-IDF, logistic regression): {words.Accuracy:P1} right ({interval.Low:P1} to {interval.High:P1}), AUC "
                + $"{words.Auc:0.000}. {words.Verdict}"));
    }
}
