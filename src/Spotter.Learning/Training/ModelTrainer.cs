using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Spotter.Learning.Backbones;
using Spotter.Learning.Features;
using Spotter.Learning.Fitting;
using Spotter.Learning.Heads;
using Spotter.Learning.Measuring;
using Spotter.Learning.Reports;
using Spotter.Learning.Requests;
using Spotter.Learning.Splitting;
using Spotter.Learning.Words;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Pictures;
using Spotter.Reading;

namespace Spotter.Learning.Training;

/// <summary>Trains a picture classifier from folders of pictures: a small head on the features of a backbone that stays as it is.</summary>
/// <param name="decoder">Reads the pictures.</param>
/// <param name="drawer">Draws those that the page shows.</param>
/// <param name="engine">Runs the backbone.</param>
/// <param name="models">How large a backbone may be.</param>
/// <param name="time">Measures the duration.</param>
/// <param name="reader">Reads words; null where none are ever read.</param>
/// <param name="readerStatus">Says whether they can be read.</param>
/// <param name="evaluator">Measures a former model; null where none is ever named.</param>
public sealed class ModelTrainer(
    IPictureDecoder decoder,
    IPictureDrawer drawer,
    IInferenceEngine engine,
    IOptions<ModelOptions> models,
    TimeProvider time,
    IPictureReader? reader = null,
    IReaderStatus? readerStatus = null,
    ModelEvaluator? evaluator = null)
{
    internal const double UsualShare = 0.1;

    /// <summary>
    /// Trains a model and writes its folder; a model that stood there is replaced at the end, and files that are not its own stay.
    /// </summary>
    /// <param name="request">What to train from, and where to write.</param>
    /// <param name="progress">Receives every step that is done; null for none.</param>
    /// <param name="cancellationToken">Ends the training; nothing is then written.</param>
    /// <exception cref="TrainingException">
    /// The request, the pictures or the backbone cannot be used, or the model cannot be written; the message says why and what to do.
    /// </exception>
    public async Task<TrainingReport> TrainAsync(
        TrainingRequest request, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        TrainingRequestCheck.ThrowIfWrong(request);
        using var output = ModelFolderWriter.Open(request.OutputFolder);
        var folder = await TrainingFolder.ReadAsync([request.Folder, .. request.MoreFolders], minLabels: 2, progress, cancellationToken);
        TrainingRequestCheck.ThrowIfNoLabel(request, folder.Labels);
        var candidates = await FindBackbonesAsync(request, cancellationToken);
        request = request with { Backbone = candidates[0] };
        var backbone = await BackboneModel.LoadAsync(request, engine, models.Value.MaxBytes, cancellationToken);
        var plain = await ExtractAsync(backbone, request, folder, progress, cancellationToken);
        ThrowIfTooFew(folder, plain);
        if (request.GroupsFile is { } groups)
            plain = await GroupAsync(plain, request.Folder, groups, cancellationToken);
        var words = await ReadWordsAsync(request, plain, progress, cancellationToken);
        var features = words is null
            ? plain
            : request.WordsOnly ? WordFeatures.Replace(plain, words) : WordFeatures.Join(plain, words);
        var featuresDuration = time.GetElapsedTime(started);

        var (pictures, twins) = KeepTwinsTogether(features, cancellationToken);
        var split = Split(request, pictures);
        var folds = FoldChoice.Of(request, folder.Labels, pictures, split);
        var odd = OddPictures.Find(plain);
        var fitter = FitterFor(request, folder.Labels, progress, ofWords: request.WordsOnly);
        var fit = folds.Count == 0
            ? fitter.FitOnSplit(split, cancellationToken)
            : fitter.FitOnFolds(pictures, folds.Count, cancellationToken);
        var without = words is null ? null : Cut(
            FitterFor(request, folder.Labels, progress), request, pictures, backbone, plain, folds.Count, cancellationToken);
        var compared = new List<ComparedBackbone>();
        foreach (var other in candidates.Skip(1))
            compared.Add(await CompareAsync(
                request with { Backbone = other }, folder, pictures, words, folds.Count, progress, cancellationToken));

        var report = new TrainingReport
        {
            ModelFolder = output.Folder,
            At = time.GetUtcNow(),
            Page = Path.Combine(output.Folder, ModelFolderWriter.PageFile),
            Backbone = backbone.Name,
            Compared = [.. compared.OrderByDescending(other => other.Accuracy)],
            WithoutWords = without?.Compared,
            WordsOnly = request.WordsOnly,
            WordsProblem = request.UseWords && words is null ? readerStatus?.FindProblem() : null,
            FeatureTensor = backbone.Tensor,
            Features = fit.Head.FeatureCount,
            Hidden = request.Hidden,
            Labels = [.. folder.Labels.Select((label, i) => new TrainedLabel(
                label, Count(pictures, i), Count(fit.Training, i), Count(fit.Validation, i), Count(fit.Test, i)))],
            Pictures = pictures.Count,
            Folds = folds.Count,
            Seed = request.Seed,
            Penalty = fit.Penalty,
            Temperature = fit.Temperature,
            CalibrationErrorBefore = fit.CalibrationErrorBefore,
            WantedPrecision = request.Precision,
            Evaluation = fit.Evaluation,
            LearningCurve = fit.Curve,
            Duplicates = folder.Duplicates,
            Odd = [.. odd.Select(picture => picture.Path)],
            Twins = [.. twins.Select(twin => twin.Select(picture => picture.Path).ToList())],
            Skipped = [.. folder.Skipped.Concat(features.Skipped).OrderBy(file => file.Path, StringComparer.Ordinal)],
            Warnings = [.. TrainingWarnings.Of(backbone, folder, features, twins, folds),
                .. TrainingWarnings.OfOdd(odd, folder.Labels), .. MeasurementWarnings.OfFew(fit.Evaluation),
                .. TrainingWarnings.OfPrecision(request, folder.Labels, fit)],
            Cached = features.Cached,
            FeaturesDuration = featuresDuration,
            FittingDuration = time.GetElapsedTime(started) - featuresDuration,
            Duration = time.GetElapsedTime(started),
        };
        report = await CompareWithFormerAsync(request, report, cancellationToken);
        var model = without is null
            ? OnnxHead.Append(backbone.Model, fit.Head)
            : OnnxHead.Append(backbone.Model, fit.Head, without.Head, request.WordsOnly);
        var description = Describe(request, backbone, model, fit, report);
        ThrowIfItCannotRun(output.Folder, description, model);
        var shown = ReportPage.Shown(report.Evaluation).Select(wrong => wrong.Path);
        var thumbnails = await Thumbnails.MakeAsync(drawer, shown, cancellationToken);
        var content = new ModelFolderContent(
            model,
            description,
            ModelCard.Write(description, DataOf(request), backbone, report),
            ReportPage.Write(TrainingPage.Of(report, thumbnails)),
            TrainedPictures.Write(folder.Labels, fit));
        await output.WriteAsync(content, cancellationToken);
        return report;
    }

    // The new one's folds against what the old one says of the same pictures, as far as it was not made from them.
    private async Task<TrainingReport> CompareWithFormerAsync(
        TrainingRequest request, TrainingReport report, CancellationToken cancellationToken)
    {
        if (request.Former is not { } former || evaluator is null)
            return report;

        try
        {
            var pictures = new EvaluationRequest
            {
                Folder = request.Folder,
                MoreFolders = request.MoreFolders,
                Model = former,
                CacheFolder = request.CacheFolder,
            };
            var measured = await evaluator.EvaluateAsync(pictures, progress: null, cancellationToken);
            var comparison = ModelComparison.Of(report.Evaluation.Scored, measured.Evaluation.Scored);
            return report with { Comparison = comparison, ComparisonProblem = comparison is null ? "no picture is new to both." : null };
        }
        catch (Exception error) when (error is TrainingException or ModelException)
        {
            return report with { ComparisonProblem = error.Message };
        }
    }

    private async Task<IReadOnlyDictionary<string, float[]>?> ReadWordsAsync(
        TrainingRequest request, FeatureSet features, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        if (request.WordsOnly && (reader is null || readerStatus?.FindProblem() is not null))
            throw new TrainingException($"The words in the pictures cannot be read. {readerStatus?.FindProblem()}".TrimEnd());
        if (!request.UseWords || reader is null || readerStatus is null || readerStatus.FindProblem() is not null)
            return null;

        TrainingPicture[] pictures = [.. features.Pictures.Select(picture => picture.Picture)];
        var figures = await new WordFeatures(reader, request.CacheFolder).MeasureAsync(pictures, progress, cancellationToken);
        return pictures.Zip(figures).ToDictionary(pair => pair.First.Path, pair => pair.Second, StringComparer.Ordinal);
    }

    private static async Task<FeatureSet> GroupAsync(FeatureSet features, string folder, string groups, CancellationToken cancellationToken)
    {
        var grouped = await PictureGroups.ApplyAsync(
            [.. features.Pictures.Select(picture => picture.Picture)], folder, groups, cancellationToken);
        return features with { Pictures = [.. features.Pictures.Zip(grouped, (picture, one) => picture with { Picture = one })] };
    }

    // What the model falls back on where no words are read: fitted and measured as the head with words is.
    private static HeadWithoutWords Cut(
        HeadFitter fitter,
        TrainingRequest request,
        IReadOnlyList<PictureFeatures> pictures,
        BackboneModel backbone,
        FeatureSet plain,
        int folds,
        CancellationToken cancellationToken
    )
    {
        PictureFeatures[] alone =
        [
            .. pictures.Zip(plain.Pictures, (both, one) => both with { Values = one.Values, Copies = one.Copies }),
        ];
        var fit = folds == 0
            ? fitter.FitOnSplit(Split(request, alone), cancellationToken)
            : fitter.FitOnFolds(alone, folds, cancellationToken);
        var measured = fit.Evaluation;
        return new HeadWithoutWords(fit.Head, new ComparedBackbone(
            backbone.Name, fit.Head.FeatureCount, measured.Accuracy, measured.AccuracyInterval, measured.Auc));
    }

    // A tensor belongs to one backbone, so whoever names it means the built-in one or names that, too.
    private async Task<IReadOnlyList<string>> FindBackbonesAsync(TrainingRequest request, CancellationToken cancellationToken) =>
        request switch
        {
            { Backbone: { } named } => [named],
            { FeatureTensor: not null } => [TrainingRequest.BuiltIn],
            { WordsOnly: true } => [(await new BackboneCandidates(models.Value).FindAsync(cancellationToken)).FirstOrDefault(
                TrainingRequest.BuiltIn)],
            _ => [.. await new BackboneCandidates(models.Value).FindAsync(cancellationToken), TrainingRequest.BuiltIn],
        };

    // On the same pictures, divided in the same way: what one backbone could not read, and what it took for twins, holds for all.
    private async Task<ComparedBackbone> CompareAsync(
        TrainingRequest request,
        TrainingFolder folder,
        IReadOnlyList<PictureFeatures> pictures,
        IReadOnlyDictionary<string, float[]>? words,
        int folds,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var backbone = await BackboneModel.LoadAsync(request, engine, models.Value.MaxBytes, cancellationToken);
        var features = await ExtractAsync(backbone, request, folder, progress, cancellationToken);
        if (words is not null)
            features = WordFeatures.Join(features, words);
        var known = pictures.ToDictionary(picture => picture.Picture.Path, picture => picture.Picture, StringComparer.Ordinal);
        var same = features.Pictures
            .Where(picture => known.ContainsKey(picture.Picture.Path))
            .Select(picture => picture with { Picture = known[picture.Picture.Path] })
            .ToList();
        var fitter = FitterFor(request, folder.Labels, progress);
        var evaluation = folds == 0
            ? fitter.MeasureOnSplit(Split(request, same), cancellationToken)
            : fitter.MeasureOnFolds(same, folds, cancellationToken);
        return new ComparedBackbone(
            backbone.Name, same[0].Values.Length, evaluation.Accuracy, evaluation.AccuracyInterval, evaluation.Auc);
    }

    private static HashSplit<PictureFeatures> Split(TrainingRequest request, IReadOnlyList<PictureFeatures> pictures) =>
        HashSplit<PictureFeatures>.Of(
            pictures, picture => picture.Picture, request.ValidationShare ?? UsualShare, request.TestShare ?? UsualShare, request.Seed);

    private static HeadFitter FitterFor(
        TrainingRequest request, IReadOnlyList<string> labels, IProgress<TrainingProgress>? progress, bool ofWords = false)
    {
        var weights = new LabelWeights(
            labels.Count, request.Balanced, [.. labels.Select(label => request.LabelWeights.GetValueOrDefault(label, 1))]);
        var trainer = new HeadTrainer(
            weights, labels.Count, request.Hidden, request.Seed, ofWords == request.WordsOnly ? request.Penalty : null, ofWords);
        return new HeadFitter(trainer, labels, request.Precision, request.Seed, (done, total) => progress?.Report(
            new TrainingProgress(TrainingStage.Fitting, done, total)));
    }

    private async Task<FeatureSet> ExtractAsync(
        BackboneModel backbone,
        TrainingRequest request,
        TrainingFolder folder,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var extractor = new FeatureExtractor(decoder, engine, backbone, new FeatureCache(request.CacheFolder, backbone));
            return await extractor.ExtractAsync(folder.Pictures, request.Augmentation, request.Seed, progress, cancellationToken);
        }
        catch (InferenceException e)
        {
            throw new TrainingException(
                $"The backbone {backbone.Name} cannot be run: {e.Message} Check its input in "
                    + $"{Path.ChangeExtension(backbone.Name, ".json")}.",
                e
            );
        }
    }

    private static void ThrowIfTooFew(TrainingFolder folder, FeatureSet features)
    {
        for (var label = 0; label < folder.Labels.Count; label++)
        {
            if (Count(features.Pictures, label) >= 2)
                continue;

            var skipped = features.Skipped;
            var why =
                skipped.Count == 0
                    ? ""
                    : $" {skipped.Count} file(s) could not be read, the first is {skipped[0].Path}: {skipped[0].Reason}";
            throw new TrainingException(
                $"The label '{folder.Labels[label]}' has fewer than 2 different pictures that can be read; one is needed to measure the "
                    + $"model. Add more.{why}"
            );
        }
    }

    // Twins share the least hash among them.
    private static (List<PictureFeatures> Pictures, List<IReadOnlyList<TrainingPicture>> Twins) KeepTwinsTogether(
        FeatureSet features, CancellationToken cancellationToken)
    {
        var pictures = features.Pictures.ToList();
        var twins = new List<IReadOnlyList<TrainingPicture>>();
        foreach (var group in TwinFinder.Find(features.Fingerprints, cancellationToken))
        {
            var joined = group.Select(i => Convert.ToHexString(pictures[i].Picture.Group)).ToHashSet(StringComparer.Ordinal);
            var hash = Convert.FromHexString(joined.Min(StringComparer.Ordinal)!);
            for (var i = 0; i < pictures.Count; i++)
                if (joined.Contains(Convert.ToHexString(pictures[i].Picture.Group)))
                    pictures[i] = pictures[i] with { Picture = pictures[i].Picture with { Group = hash } };
            twins.Add([.. group.Select(i => pictures[i].Picture)]);
        }

        return (pictures, twins);
    }

    private void ThrowIfItCannotRun(string place, ModelDescription description, byte[] model)
    {
        try
        {
            LoadedModel.Load(place, description, model, engine).Dispose();
        }
        catch (ModelException e)
        {
            throw new TrainingException(
                $"The backbone's features do not lead to a model that can be run, so none was written: {e.Message} Try another feature "
                    + $"tensor.",
                e
            );
        }
    }

    private static int Count(IEnumerable<PictureFeatures> pictures, int label) => pictures.Count(picture => picture.Picture.Label == label);

    private static ModelDescription Describe(
        TrainingRequest request,
        BackboneModel backbone,
        byte[] model,
        FitOutcome fit,
        TrainingReport report
    ) =>
        new()
        {
            Name = request.Name ?? Path.GetFileName(report.ModelFolder),
            Summary = $"Tells apart: {string.Join(", ", report.Labels.Select(label => label.Label))}.",
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(model)),
            Input = backbone.Input,
            Output = new ModelOutput { Name = OnnxHead.ScoresName, Kind = OutputKind.Scores },
            Words = report.WithoutWords is null ? null : new ModelWords
            {
                Name = OnnxHead.WordsName,
                Version = ModelWords.FiguresVersion,
                OutputWithout = OnnxHead.ScoresWithoutName,
            },
            Labels = [.. report.Labels.Select(label => label.Label)],
            LeastScores = report
                .Labels.Zip(fit.LeastScores)
                .Where(pair => pair.Second is not null)
                .ToDictionary(pair => pair.First.Label, pair => pair.Second!.Score),
            Trained = new ModelTraining(report.At, report.Pictures),
            TrainedWith = request.Options,
            Measured = new ModelMeasurement(
                $"{(report.Folds == 0 ? "Set aside of" : $"{report.Folds} folds of")}: {DataOf(request)}",
                fit.Evaluation.Pictures,
                fit.Evaluation.Accuracy
            ),
        };

    private static string DataOf(TrainingRequest request) =>
        request.Data ?? $"the folder '{Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Folder)))}'";
}
