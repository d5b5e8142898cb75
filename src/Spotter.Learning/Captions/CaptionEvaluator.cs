using Microsoft.Extensions.Options;
using Spotter.Captions;
using Spotter.Learning.Measuring;
using Spotter.Learning.Reports;
using Spotter.Learning.Requests;
using Spotter.Models;
using Spotter.Models.Inference;

namespace Spotter.Learning.Captions;

/// <summary>Measures models of captions on accounts that they never saw.</summary>
/// <param name="engine">Runs them.</param>
/// <param name="models">How large they may be.</param>
/// <param name="time">Dates the page.</param>
public sealed class CaptionEvaluator(IInferenceEngine engine, IOptions<ModelOptions> models, TimeProvider time)
{
    /// <summary>Measures a model.</summary>
    /// <param name="request">Which, and on what.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="TrainingException">No account is left to measure on.</exception>
    /// <exception cref="CaptionInputException">Captions or labels cannot be read.</exception>
    /// <exception cref="ModelException">The model cannot be used.</exception>
    public async Task<CaptionEvaluationReport> EvaluateAsync(
        CaptionEvaluationRequest request, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        using var model = await CaptionModel.LoadAsync(request.ModelFolder, models.Value.MaxBytes, engine, cancellationToken);
        var read = await LabelledAccounts.ReadAsync(request.Input, request.Labels, Tell(TrainingStage.Reading), cancellationToken);
        var (wanted, seen) = await ChooseAsync(request, read, model.Description.Labels, cancellationToken);
        var encoded = EncodedAccounts.Of(
            read, wanted, model.Encoder, request.CacheFolder, Tell(TrainingStage.Features), cancellationToken);
        if (encoded.Accounts.Count == 0)
            throw new TrainingException($"No account of {request.Input} has a caption that the encoder knows a word of.");

        var labels = model.Description.Labels;
        var evaluation = Evaluator.Evaluate(
            [.. encoded.Accounts.Select(one => Score(one.Account, labels, model.Score(one.Mean!)))],
            labels,
            (_, label) => model.Description.LeastScores.TryGetValue(labels[label], out var least) ? least : null);
        var words = await MeasureWordsAsync(request.ModelFolder, labels, encoded, cancellationToken);
        var report = new CaptionEvaluationReport
        {
            Model = model.Description.Name,
            Evaluation = evaluation,
            WordsAlone = words is null ? null : WordsAloneResult.Of(words, evaluation),
            Seen = seen,
            Counts = encoded.Counts,
            Warnings = [.. Warnings(request, seen), .. MeasurementWarnings.OfFew(evaluation, "accounts"), .. encoded.Warnings],
        };
        if (request.PageFile is not null)
            await File.WriteAllTextAsync(request.PageFile, ReportPage.Write(PageOf(report, encoded)), cancellationToken);
        return report;

        Action<int, int> Tell(TrainingStage stage) => (done, total) => progress?.Report(new TrainingProgress(stage, done, total));
    }

    private static async Task<(IReadOnlyList<AccountCaptions> Wanted, int Seen)> ChooseAsync(
        CaptionEvaluationRequest request, LabelledAccounts read, IReadOnlyList<string> labels, CancellationToken cancellationToken)
    {
        var unknown = read.Accounts.Select(account => account.Label!).Distinct().Where(label => !labels.Contains(label)).ToList();
        if (unknown.Count > 0)
            throw TrainingException.OfInput(
                $"The model knows no label {string.Join(", ", unknown.Take(5).Select(label => $"'{label}'"))}. It knows "
                    + $"{string.Join(", ", labels.Select(label => $"'{label}'"))}. Write the labels as it does.");

        var hashes = request.IncludeSeen
            ? new Dictionary<string, string>()
            : await SeenPictures.ReadAsync(request.ModelFolder, cancellationToken, CaptionTrainer.AccountsFile);
        var wanted = read.Accounts
            .Where(account => !hashes.ContainsKey(Convert.ToHexStringLower(LabelledAccounts.HashOf(account.Account))))
            .ToList();
        return wanted.Count > 0
            ? (wanted, read.Accounts.Count - wanted.Count)
            : throw new TrainingException(
                $"The model was made from all {read.Accounts.Count} accounts of {request.Input}. Name others; --include-seen measures all "
                    + "the same, which proves nothing.");
    }

    private static async Task<Evaluation?> MeasureWordsAsync(
        string folder, IReadOnlyList<string> labels, EncodedAccounts encoded, CancellationToken cancellationToken)
    {
        if (await WordsAlone.ReadAsync(folder, labels.Count, cancellationToken) is not { } words)
            return null;

        return Evaluator.Evaluate([.. encoded.Accounts.Select(one => ScoreWords(one.Account))], labels, (_, _) => null);

        ScoredPicture ScoreWords(AccountCaptions account)
        {
            var scores = words.Logits(account);
            Softmax.InPlace(scores);
            return Score(account, labels, scores);
        }
    }

    private static ScoredPicture Score(AccountCaptions account, IReadOnlyList<string> labels, float[] scores) =>
        new(account.Account, labels.TakeWhile(label => label != account.Label).Count(), scores);

    private static IEnumerable<string> Warnings(CaptionEvaluationRequest request, int seen)
    {
        if (seen > 0)
            yield return $"{seen} accounts were left out: the model was made from them.";
        if (request.IncludeSeen)
            yield return "Accounts that the model was made from were measured, too, which proves nothing.";
    }

    private ReportContent PageOf(CaptionEvaluationReport report, EncodedAccounts encoded)
    {
        var accounts = encoded.Accounts.ToDictionary(one => one.Account.Account, one => one.Account, StringComparer.OrdinalIgnoreCase);
        return new ReportContent
        {
            Title = report.Model,
            At = time.GetUtcNow(),
            Things = "accounts",
            How = $"Measured on {report.Counts.Accounts} accounts. {report.WordsAlone?.Verdict}",
            Evaluation = report.Evaluation,
            Warnings = report.Warnings,
            Facts =
            [
                .. report.WordsAlone is null ? [] : new[] { ("words alone", CaptionPage.WordsLine(report.WordsAlone)) },
                ("read", report.Counts.ToText()),
            ],
            Lists = CaptionPage.ListsOf(report.Counts),
            Quotes = CaptionPage.Quotes(report.Evaluation.Wrong.Select(wrong => wrong.Path), accounts),
        };
    }
}
