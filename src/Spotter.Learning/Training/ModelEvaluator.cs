using System.Collections.Concurrent;
using Spotter.Learning.Features;
using Spotter.Learning.Measuring;
using Spotter.Learning.Reports;
using Spotter.Learning.Requests;
using Spotter.Learning.Words;
using Spotter.Models;
using Spotter.Pictures;
using Spotter.Reading;

namespace Spotter.Learning.Training;

/// <summary>Measures a model on pictures that it never saw.</summary>
/// <param name="models">Knows the model.</param>
/// <param name="decoder">Reads the pictures.</param>
/// <param name="drawer">Draws those that the page shows.</param>
/// <param name="time">Measures the duration.</param>
/// <param name="reader">Reads words; null where none are ever read.</param>
/// <param name="readerStatus">Says whether they can be read.</param>
public sealed class ModelEvaluator(
    ModelCatalog models,
    IPictureDecoder decoder,
    IPictureDrawer drawer,
    TimeProvider time,
    IPictureReader? reader = null,
    IReaderStatus? readerStatus = null)
{
    /// <summary>Measures a model.</summary>
    /// <param name="request">On what.</param>
    /// <param name="progress">Receives every picture that is done; null for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="TrainingException">The pictures cannot be used; the message says why and what to do.</exception>
    /// <exception cref="ModelException">There is no such model, or its files do not fit together.</exception>
    public async Task<EvaluationReport> EvaluateAsync(
        EvaluationRequest request, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var model = await models.GetAsync(request.Model, cancellationToken);
        var folder = await TrainingFolder.ReadAsync([request.Folder, .. request.MoreFolders], minLabels: 1, progress, cancellationToken);
        var labels = EvaluatedLabels.Of(request, folder, model.Description);
        var seen = request.IncludeSeen
            ? new Dictionary<string, string>()
            : await SeenPictures.ReadAsync(models.FolderOf(request.Model), cancellationToken);
        var unseen = folder.Pictures.Where(picture => !seen.ContainsKey(Convert.ToHexStringLower(picture.Hash))).ToList();
        var words = await ReadWordsAsync(request, model, unseen, progress, cancellationToken);
        var (scored, undecodable) = await ScoreAsync(model, unseen, words, labels, progress, cancellationToken);
        if (scored.Count == 0)
            throw new TrainingException(
                folder.Pictures.Count > unseen.Count
                    ? $"'{request.Model}' was made from every picture of {request.Folder}, so they prove nothing. Name a folder of "
                        + $"pictures that it never saw."
                    : $"No picture of {request.Folder} can be "
                        + $"read{(undecodable.Count > 0 ? $"; the first is {undecodable[0].Path}: {undecodable[0].Reason}" : "")}."
            );

        var evaluation = Evaluator.Evaluate(scored, labels.Names, (_, label) => labels.LeastScores[label]);
        var report = new EvaluationReport
        {
            Model = request.Model,
            Evaluation = evaluation,
            Seen = folder.Pictures.Count - unseen.Count,
            Duplicates = folder.Duplicates,
            Skipped = [.. folder.Skipped, .. undecodable],
            Warnings =
            [
                .. Warnings(request, folder, folder.Pictures.Count - unseen.Count),
                .. MeasurementWarnings.OfFew(evaluation),
                .. model.Description.Words is not null && words is null
                    ? [$"Words were not read, so that the model went by the pictures alone. {readerStatus?.FindProblem()}".TrimEnd()]
                    : Array.Empty<string>(),
            ],
            Duration = time.GetElapsedTime(started),
        };
        if (request.PageFile is { } page)
            await WritePageAsync(page, report, request, cancellationToken);
        return report;
    }

    private async Task<IReadOnlyList<float[]>?> ReadWordsAsync(
        EvaluationRequest request,
        LoadedModel model,
        List<TrainingPicture> pictures,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken
    ) =>
        request.UseWords && model.Description.Words is not null && reader is not null && readerStatus?.FindProblem() is null
            ? await new WordFeatures(reader, request.CacheFolder).MeasureAsync(pictures, progress, cancellationToken)
            : null;

    private async Task<(List<ScoredPicture> Scored, List<SkippedFile> Skipped)> ScoreAsync(
        LoadedModel model,
        List<TrainingPicture> pictures,
        IReadOnlyList<float[]>? words,
        EvaluatedLabels labels,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var scored = new ScoredPicture?[pictures.Count];
        var skipped = new ConcurrentBag<SkippedFile>();
        var done = 0;
        await Parallel.ForAsync(0, pictures.Count, cancellationToken, async (i, token) =>
        {
            try
            {
                var scores = model.Score(decoder, await File.ReadAllBytesAsync(pictures[i].Path, token), words?[i]);
                scored[i] = new ScoredPicture(pictures[i].Path, labels.OfFolder[pictures[i].Label], labels.Scores(scores));
            }
            catch (Exception e) when (e is PictureFormatException or IOException or UnauthorizedAccessException)
            {
                skipped.Add(new SkippedFile(pictures[i].Path, e.Message));
            }

            progress?.Report(new TrainingProgress(TrainingStage.Features, Interlocked.Increment(ref done), pictures.Count));
        });
        return ([.. scored.OfType<ScoredPicture>()], [.. skipped.OrderBy(file => file.Path, StringComparer.Ordinal)]);
    }

    private static IEnumerable<string> Warnings(EvaluationRequest request, TrainingFolder folder, int seen)
    {
        if (seen > 0)
            yield return $"{seen} picture(s) were left out: '{request.Model}' was made from them.";
        if (request.IncludeSeen)
            yield return $"Pictures that '{request.Model}' was made from are not left out, so the numbers may flatter it.";
        if (folder.Unlabelled > 0)
            yield return $"{folder.Unlabelled} file(s) lie beside the label folders and were left out: a picture's label is the name of "
                + $"its folder.";
    }

    private async Task WritePageAsync(string page, EvaluationReport report, EvaluationRequest request, CancellationToken cancellationToken)
    {
        var shown = ReportPage.Shown(report.Evaluation).Select(wrong => wrong.Path);
        var thumbnails = await Thumbnails.MakeAsync(drawer, shown, cancellationToken);
        var html = ReportPage.Write(new ReportContent
        {
            Title = report.Model,
            At = time.GetUtcNow(),
            How = $"Measured on the pictures of {request.Folder}.",
            Evaluation = report.Evaluation,
            Warnings = report.Warnings,
            Facts = [("left out because the model was made from them", $"{report.Seen} pictures"), (
                "duration", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{report.Duration.TotalSeconds:0.0} s"))],
            Lists =
            [
                ("The same bytes twice, used once", [.. report.Duplicates.Select(group => string.Join(" = ", group))]),
                ("Skipped files", [.. report.Skipped.Select(file => $"{file.Path}: {file.Reason}")]),
            ],
            Thumbnails = thumbnails,
        });
        await File.WriteAllTextAsync(page, html, cancellationToken);
    }
}
