using System.Globalization;
using Spotter.Captions;
using Spotter.Learning.Reports;

namespace Spotter.Learning.Captions;

/// <summary>What the page of a training of captions shows.</summary>
internal static class CaptionPage
{
    private const int MaxQuote = 280;

    public static ReportContent Of(CaptionTrainingReport report, IReadOnlyDictionary<string, AccountCaptions> accounts) => new()
    {
        Title = Path.GetFileName(report.ModelFolder),
        At = report.At,
        Things = "accounts",
        How = $"Every one of {report.Counts.Accounts} accounts was measured by a head fitted without its fold, {report.Folds} folds in "
            + $"turn; the model itself was then fitted to all. {report.WordsAlone.Verdict} A score is about captions, not about a person: "
            + "see the card.",
        Evaluation = report.Evaluation,
        Curve = report.LearningCurve,
        Warnings = report.Warnings,
        Facts = [.. Facts(report)],
        Lists = ListsOf(report.Counts),
        Quotes = Quotes(report.Evaluation.Wrong.Select(wrong => wrong.Path), accounts),
    };

    /// <summary>What took no part, for a page.</summary>
    public static IReadOnlyList<(string Title, IReadOnlyList<string> Lines)> ListsOf(CaptionCounts counts) =>
    [
        ("Accounts without a caption that says anything", counts.WithoutCaptions),
        ("Passed over", counts.Problems),
    ];

    /// <summary>The captions of accounts, in as many letters as a page takes.</summary>
    public static IReadOnlyDictionary<string, string> Quotes(
        IEnumerable<string> names, IReadOnlyDictionary<string, AccountCaptions> accounts) =>
        names.ToDictionary(name => name, name => Cut(string.Join(" / ", accounts[name].Captions)), StringComparer.Ordinal);

    /// <summary>How words alone did, in a line.</summary>
    public static string WordsLine(WordsAloneResult words) => string.Create(
        CultureInfo.InvariantCulture,
        $"right for {words.Accuracy:P1} ({words.AccuracyInterval.Low:P1} to {words.AccuracyInterval.High:P1}), AUC {words.Auc:0.000}");

    private static IEnumerable<(string Name, string Value)> Facts(CaptionTrainingReport report)
    {
        yield return ("words alone", WordsLine(report.WordsAlone));
        yield return ("only the model is right, only words alone are right",
            $"{report.WordsAlone.Comparison.OnlyNew} and {report.WordsAlone.Comparison.OnlyOld} accounts");
        yield return ("encoder", $"{report.Encoder}, {report.Pooling.ToString().ToLowerInvariant()} of {report.Tokens} tokens");
        yield return ("head", $"{report.Features} features, {report.Hidden} units with GELU, Adam");
        yield return ("read", report.Counts.ToText());
        yield return ("temperature", report.Temperature.ToString("0.00", CultureInfo.InvariantCulture));
        yield return ("seed", report.Seed.ToString(CultureInfo.InvariantCulture));
        yield return ("duration", string.Create(
            CultureInfo.InvariantCulture,
            $"{report.FeaturesDuration.TotalSeconds:0.0} s for reading and features, {report.Duration.TotalSeconds:0.0} s in all"));
    }

    private static string Cut(string text) => text.Length <= MaxQuote ? text : $"{text[..MaxQuote]}...";
}
