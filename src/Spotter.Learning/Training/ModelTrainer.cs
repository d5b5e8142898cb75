using Microsoft.Extensions.Options;
using Spotter.Learning.Backbones;
using Spotter.Learning.Features;
using Spotter.Learning.Fitting;
using Spotter.Learning.Measuring;
using Spotter.Learning.Requests;
using Spotter.Learning.Splitting;
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
    private readonly TrainingSetReader _sets = new(decoder, engine, models.Value.MaxBytes, reader, readerStatus);
    private readonly TrainedModelWriter _writer = new(drawer, engine);

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
        try
        {
            return await TrainByPathsAsync(request, progress, cancellationToken);
        }
        catch (TrainingException error) when (request.Names is { } names)
        {
            throw new TrainingException(names.In(error.Message), error) { IsInput = error.IsInput };
        }
    }

    private async Task<TrainingReport> TrainByPathsAsync(
        TrainingRequest request, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        TrainingRequestCheck.ThrowIfWrong(request);
        using var output = ModelFolderWriter.Open(request.OutputFolder);
        var folder = await TrainingFolder.ReadAsync([request.Folder, .. request.MoreFolders], minLabels: 2, progress, cancellationToken);
        TrainingRequestCheck.ThrowIfNoLabel(request, folder.Labels);
        var backbones = await new BackboneCandidates(models.Value).ChooseAsync(request, cancellationToken);
        var set = await _sets.ReadAsync(request with { Backbone = backbones[0] }, folder, progress, cancellationToken);
        var featuresDuration = time.GetElapsedTime(started);

        var outcome = await FitAsync(set, backbones.Skip(1), progress, cancellationToken);
        var compared = await CompareWithFormerAsync(
            request, ReportOf(outcome, output.Folder, featuresDuration, time.GetElapsedTime(started)), cancellationToken);
        var report = request.Names is { } names ? compared.With(names) : compared;
        await _writer.WriteAsync(output, outcome, report, cancellationToken);
        return report;
    }

    private async Task<TrainingOutcome> FitAsync(
        TrainingSet set, IEnumerable<string> others, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var (request, labels) = (set.Request, set.Folder.Labels);
        var twins = TwinGroups.Of(set.Features, cancellationToken);
        var division = PictureDivision.Of(request, labels, twins.Pictures);
        var fit = HeadFitter.For(request, labels, progress, ofWords: request.WordsOnly).Fit(division, cancellationToken);
        var without = set.Words is null
            ? null
            : HeadWithoutWords.Fit(HeadFitter.For(request, labels, progress), set, division, cancellationToken);
        var compared = await new BackboneComparison(_sets).CompareAsync(others, set, division, progress, cancellationToken);
        return new TrainingOutcome(set, twins, division, fit, without, compared);
    }

    private TrainingReport ReportOf(
        TrainingOutcome outcome, string modelFolder, TimeSpan featuresDuration, TimeSpan duration)
    {
        var (set, pictures, fit) = (outcome.Set, outcome.Division.Pictures, outcome.Fit);
        var odd = OddPictures.Find(set.Plain);
        return new TrainingReport
        {
            ModelFolder = modelFolder,
            At = time.GetUtcNow(),
            Page = Path.Combine(modelFolder, ModelFolderWriter.PageFile),
            Backbone = set.Backbone.Name,
            Compared = outcome.Compared,
            WithoutWords = outcome.WithoutWords?.Compared,
            WordsOnly = set.Request.WordsOnly,
            WordsProblem = set.Request.UseWords && set.Words is null ? readerStatus?.FindProblem() : null,
            FeatureTensor = set.Backbone.Tensor,
            Features = fit.Head.FeatureCount,
            Hidden = set.Request.Hidden,
            Labels = [.. set.Folder.Labels.Select((label, i) => new TrainedLabel(
                label, Count(pictures, i), Count(fit.Training, i), Count(fit.Validation, i), Count(fit.Test, i)))],
            Pictures = pictures.Count,
            Folds = outcome.Division.Folds.Count,
            Seed = set.Request.Seed,
            Penalty = fit.Penalty,
            Temperature = fit.Temperature,
            CalibrationErrorBefore = fit.CalibrationErrorBefore,
            WantedPrecision = set.Request.Precision,
            Evaluation = fit.Evaluation,
            LearningCurve = fit.Curve,
            Duplicates = set.Folder.Duplicates,
            Odd = [.. odd.Select(picture => picture.Path)],
            Twins = [.. outcome.Twins.Twins.Select(twin => twin.Select(picture => picture.Path).ToList())],
            Skipped = [.. set.Folder.Skipped.Concat(set.Features.Skipped).OrderBy(file => file.Path, StringComparer.Ordinal)],
            Warnings = [.. WarningsOf(outcome, odd)],
            Cached = set.Features.Cached,
            FeaturesDuration = featuresDuration,
            FittingDuration = duration - featuresDuration,
            Duration = duration,
        };
    }

    private static IEnumerable<string> WarningsOf(TrainingOutcome outcome, IReadOnlyList<TrainingPicture> odd)
    {
        var (set, labels) = (outcome.Set, outcome.Set.Folder.Labels);
        return
        [
            .. TrainingWarnings.Of(set.Backbone, set.Folder, set.Features, outcome.Twins.Twins, outcome.Division.Folds),
            .. TrainingWarnings.OfOdd(odd, labels),
            .. MeasurementWarnings.OfFew(outcome.Fit.Evaluation),
            .. TrainingWarnings.OfPrecision(set.Request, labels, outcome.Fit),
        ];
    }

    private static int Count(IEnumerable<PictureFeatures> pictures, int label) => pictures.Count(picture => picture.Picture.Label == label);

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
}
