using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Spotter.Captions;
using Spotter.Learning.Features;
using Spotter.Learning.Fitting;
using Spotter.Learning.Heads;
using Spotter.Learning.Measuring;
using Spotter.Learning.Reports;
using Spotter.Learning.Requests;
using Spotter.Learning.Splitting;
using Spotter.Learning.Training;
using Spotter.Models;
using Spotter.Models.Inference;

namespace Spotter.Learning.Captions;

/// <summary>Teaches a model to tell accounts apart by their captions: a head on an encoder that stays as it is.</summary>
/// <param name="engine">Runs the encoder.</param>
/// <param name="models">How large it may be.</param>
/// <param name="time">Measures durations.</param>
public sealed class CaptionTrainer(IInferenceEngine engine, IOptions<ModelOptions> models, TimeProvider time)
{
    /// <summary>Which accounts a model was made from, by the SHA-256 of their names.</summary>
    internal const string AccountsFile = "accounts.tsv";

    private const string ModelFile = "model.onnx";
    private const int LeastAccounts = 2;

    private static readonly CaptionJson Json = new(
        new JsonSerializerOptions(CaptionJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Trains, measures, and writes the model's folder.</summary>
    /// <param name="request">What from, and how.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then but features.</param>
    /// <exception cref="TrainingException">No model can be trained from this; the message says why.</exception>
    /// <exception cref="CaptionInputException">Captions or labels cannot be read.</exception>
    /// <exception cref="ModelException">The encoder cannot be used.</exception>
    public async Task<CaptionTrainingReport> TrainAsync(
        CaptionTrainingRequest request, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        if (request.FindError() is { } wrong)
            throw TrainingException.OfInput(wrong);

        var started = time.GetTimestamp();
        using var output = ModelFolderWriter.Open(request.OutputFolder, ModelKind.CaptionClassifier);
        var former = await FindFormerAsync(output.Folder, cancellationToken);
        var read = await LabelledAccounts.ReadAsync(request.Input, request.Labels, Tell(TrainingStage.Reading), cancellationToken);
        var folder = await EncoderFolder.ReadAsync(request.Encoder, models.Value.MaxBytes, cancellationToken);
        var encoded = Encode(request, folder, read, Tell(TrainingStage.Features), cancellationToken);
        string[] labels = [.. encoded.Accounts.Select(one => one.Account.Label!).Distinct().Order(StringComparer.Ordinal)];
        ThrowIfTooFew(encoded.Accounts, labels, request.Folds);
        var rows = encoded.Accounts.Select(one => RowOf(one, labels)).ToList();
        var featuresDuration = time.GetElapsedTime(started);

        var fitter = new HeadFitter(TrainerOf(request, labels, rows.Count), labels, null, request.Seed, Tell(TrainingStage.Fitting));
        var fit = await Task.Run(() => fitter.FitOnFolds(rows, request.Folds, cancellationToken), cancellationToken);
        var byName = encoded.Accounts.ToDictionary(one => one.Account.Account, one => one.Account, StringComparer.OrdinalIgnoreCase);
        var words = MeasureWords(fitter, rows, byName, labels.Length, request, cancellationToken);
        var report = new CaptionTrainingReport
        {
            ModelFolder = output.Folder,
            At = time.GetUtcNow(),
            Page = Path.Combine(output.Folder, ModelFolderWriter.PageFile),
            Encoder = folder.Description.Name,
            Pooling = request.Pooling,
            Tokens = request.Tokens,
            Features = fit.Head.FeatureCount,
            Hidden = request.Hidden,
            Folds = request.Folds,
            Seed = request.Seed,
            Temperature = fit.Temperature,
            Evaluation = fit.Evaluation,
            WordsAlone = WordsAloneResult.Of(words, fit.Evaluation),
            LearningCurve = fit.Curve,
            Counts = encoded.Counts,
            Warnings = [.. MeasurementWarnings.OfFew(fit.Evaluation, "accounts"), .. encoded.Warnings],
            FeaturesDuration = featuresDuration,
            Duration = time.GetElapsedTime(started),
        };
        await WriteAsync(output, former, request, folder, labels, fit, byName, report, cancellationToken);
        return report;

        Action<int, int> Tell(TrainingStage stage) => (done, total) => progress?.Report(new TrainingProgress(stage, done, total));
    }

    private EncodedAccounts Encode(
        CaptionTrainingRequest request,
        EncoderFolder folder,
        LabelledAccounts read,
        Action<int, int> progress,
        CancellationToken cancellationToken)
    {
        using var encoder = folder.Load(request.Pooling, request.Tokens, engine);
        return EncodedAccounts.Of(read, read.Accounts, encoder, request.CacheFolder, progress, cancellationToken);
    }

    private static IHeadTrainer TrainerOf(CaptionTrainingRequest request, string[] labels, int accounts) => new AdamHeadTrainer(
        new AdamSettings
        {
            Hidden = request.Hidden,
            Epochs = request.Epochs,
            LearningRate = request.LearningRate,
            RowsPerStep = request.Batch * request.AccumulationSteps,
            Seed = request.Seed,
        },
        labels.Length,
        // The fit to all of them is the one that the model is of.
        (rows, step, steps, loss) =>
        {
            if (rows == accounts)
                request.Print?.Invoke(step, steps, loss);
        });

    private static PictureFeatures RowOf(AccountFeatures one, string[] labels) => new(
        new TrainingPicture(one.Account.Account, Array.IndexOf(labels, one.Account.Label!), LabelledAccounts.HashOf(one.Account.Account)),
        one.Mean!);

    private static void ThrowIfTooFew(IReadOnlyList<AccountFeatures> accounts, string[] labels, int folds)
    {
        if (labels.Length < 2)
            throw TrainingException.OfInput(
                $"All {accounts.Count} accounts with captions have the label '{labels.FirstOrDefault()}'. A model tells two or more "
                    + "apart.");

        var counts = accounts.CountBy(one => one.Account.Label!).ToDictionary(count => count.Key, count => count.Value);
        if (labels.FirstOrDefault(label => counts[label] < LeastAccounts) is { } few)
            throw new TrainingException(
                $"The label '{few}' has {counts[few]} account with captions, and {LeastAccounts} are needed. Add more.");
        if (accounts.Count < folds)
            throw TrainingException.OfInput(
                $"There are {accounts.Count} accounts and --folds is {folds}. Take fewer folds, or add accounts.");
    }

    private static Evaluation MeasureWords(
        HeadFitter fitter,
        IReadOnlyList<PictureFeatures> rows,
        Dictionary<string, AccountCaptions> accounts,
        int labelCount,
        CaptionTrainingRequest request,
        CancellationToken cancellationToken)
    {
        var unseen = Holdout.InTurns(rows, request.Folds, request.Seed, SplitPurpose.Folds).AsParallel().AsOrdered().Select(turn =>
        {
            var words = FitWords(turn.Training, accounts, labelCount, cancellationToken);
            return new UnseenLogits([.. turn.Unseen.Select(row => words.Logits(accounts[row.Picture.Path]))], turn.Unseen);
        });
        return fitter.Measure([.. unseen]);
    }

    private static WordsAlone FitWords(
        IReadOnlyList<PictureFeatures> rows,
        Dictionary<string, AccountCaptions> accounts,
        int labelCount,
        CancellationToken cancellationToken) => WordsAlone.Fit(
            [.. rows.Select(row => accounts[row.Picture.Path])], [.. rows.Select(row => row.Picture.Label)], labelCount, cancellationToken);

    private async Task WriteAsync(
        ModelFolderWriter output,
        CaptionModelDescription? former,
        CaptionTrainingRequest request,
        EncoderFolder folder,
        string[] labels,
        FitOutcome fit,
        Dictionary<string, AccountCaptions> accounts,
        CaptionTrainingReport report,
        CancellationToken cancellationToken)
    {
        var model = OnnxHead.AppendBeside(folder.Pool(request.Pooling), fit.Head, CaptionGraph.Account);
        var described = Describe(request, folder, labels, fit, report, model);
        var description = described with
        {
            File = output.NameFile(ModelFile, model),
            Encoder = described.Encoder with { Vocabulary = output.NameFile(described.Encoder.Vocabulary, folder.Vocabulary) },
        };
        CaptionModel.Load(description.Name, description, model, folder.Vocabulary, engine).Dispose();
        var words = FitWords(fit.Training, accounts, labels.Length, cancellationToken);
        await output.WriteAsync(
            [
                (description.File, model),
                (description.Encoder.Vocabulary, folder.Vocabulary),
                (ModelFolderWriter.PageFile, Encoding.UTF8.GetBytes(ReportPage.Write(CaptionPage.Of(report, accounts)))),
                (AccountsFile, Encoding.UTF8.GetBytes(TrainedPictures.Write(labels, fit))),
                (WordsAlone.File, Encoding.UTF8.GetBytes(words.Write())),
            ],
            CaptionCard.Write(description, report),
            JsonSerializer.Serialize(description, Json.CaptionModelDescription),
            former is null ? [] : [former.File, former.Encoder.Vocabulary],
            cancellationToken);
    }

    // Null where there is none, or what is there is broken and has no file that counts.
    private static async Task<CaptionModelDescription?> FindFormerAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            return await CaptionModel.DescribeAsync(folder, cancellationToken);
        }
        catch (ModelException error) when (error is not ModelStoreException)
        {
            return null;
        }
    }

    private static CaptionModelDescription Describe(
        CaptionTrainingRequest request,
        EncoderFolder folder,
        string[] labels,
        FitOutcome fit,
        CaptionTrainingReport report,
        byte[] model) => new()
        {
            Name = Path.GetFileName(report.ModelFolder),
            Kind = ModelKind.CaptionClassifier,
            Summary = $"Tells accounts apart by their captions: {string.Join(", ", labels)}.",
            File = ModelFile,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(model)),
            Encoder = folder.Description with { Vocabulary = "vocab.txt" },
            Pooling = request.Pooling,
            Tokens = request.Tokens,
            Labels = labels,
            LeastScores = labels.Zip(fit.LeastScores).Where(pair => pair.Second is not null).ToDictionary(
                pair => pair.First, pair => pair.Second!.Score),
            Worth = [.. fit.Evaluation.Calibration.Select(
                bin => new ScoreWorth(bin.From, bin.To, bin.Pictures, bin.RightInterval.Low, bin.RightInterval.High))],
            Measured = new ModelMeasurement(
                $"{request.Folds} folds of {report.Counts.Accounts} accounts", report.Counts.Accounts, fit.Evaluation.Accuracy),
        };
}
