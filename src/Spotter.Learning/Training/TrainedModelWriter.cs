using System.Security.Cryptography;
using Spotter.Learning.Heads;
using Spotter.Learning.Reports;
using Spotter.Learning.Requests;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Pictures;

namespace Spotter.Learning.Training;

/// <summary>Makes a model of what a training came to, and writes it with its description, its card and its page.</summary>
/// <param name="drawer">Draws the pictures that the page shows.</param>
/// <param name="engine">Tries the model before it is written.</param>
internal sealed class TrainedModelWriter(IPictureDrawer drawer, IInferenceEngine engine)
{
    /// <exception cref="TrainingException">The model cannot be run or written.</exception>
    public async Task WriteAsync(
        ModelFolderWriter output, TrainingOutcome outcome, TrainingReport report, CancellationToken cancellationToken)
    {
        var model = Append(outcome);
        var description = Describe(outcome, report, model);
        ThrowIfItCannotRun(output.Folder, description, model);
        var shown = ReportPage.Shown(outcome.Fit.Evaluation).Select(wrong => wrong.Path);
        var thumbnails = await Thumbnails.MakeAsync(drawer, shown, cancellationToken);
        if (outcome.Set.Request.Names is { } names)
            thumbnails = thumbnails.ToDictionary(one => names.In(one.Key), one => one.Value);
        var content = new ModelFolderContent(
            model,
            description,
            ModelCard.Write(description, DataOf(outcome.Set.Request), outcome.Set.Backbone, report),
            ReportPage.Write(TrainingPage.Of(report, thumbnails)),
            TrainedPictures.Write(outcome.Set.Folder.Labels, outcome.Fit));
        await output.WriteAsync(content, cancellationToken);
    }

    private static byte[] Append(TrainingOutcome outcome)
    {
        var backbone = outcome.Set.Backbone.Model;
        return outcome.WithoutWords is { } without
            ? OnnxHead.Append(backbone, outcome.Fit.Head, without.Head, outcome.Set.Request.WordsOnly)
            : OnnxHead.Append(backbone, outcome.Fit.Head);
    }

    private static ModelDescription Describe(TrainingOutcome outcome, TrainingReport report, byte[] model)
    {
        var request = outcome.Set.Request;
        var labels = outcome.Set.Folder.Labels;
        return new ModelDescription
        {
            Name = request.Name ?? Path.GetFileName(report.ModelFolder),
            Summary = $"Tells apart: {string.Join(", ", labels)}.",
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(model)),
            Input = outcome.Set.Backbone.Input,
            Output = new ModelOutput { Name = OnnxHead.ScoresName, Kind = OutputKind.Scores },
            Words = outcome.WithoutWords is null ? null : new ModelWords
            {
                Name = OnnxHead.WordsName,
                Version = ModelWords.FiguresVersion,
                OutputWithout = OnnxHead.ScoresWithoutName,
            },
            Labels = [.. labels],
            LeastScores = labels
                .Zip(outcome.Fit.LeastScores)
                .Where(pair => pair.Second is not null)
                .ToDictionary(pair => pair.First, pair => pair.Second!.Score),
            Trained = new ModelTraining(report.At, report.Pictures),
            TrainedWith = request.Options,
            Measured = new ModelMeasurement(
                $"{(report.Folds == 0 ? "Set aside of" : $"{report.Folds} folds of")}: {DataOf(request)}",
                outcome.Fit.Evaluation.Pictures,
                outcome.Fit.Evaluation.Accuracy),
        };
    }

    private static string DataOf(TrainingRequest request) =>
        request.Data ?? $"the folder '{Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Folder)))}'";

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
                e);
        }
    }
}
