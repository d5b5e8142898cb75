using System.Security.Cryptography;
using Spotter.Classifying;
using Spotter.Pictures;
using Spotter.Training.Onnx;

namespace Spotter.Training;

/// <summary>Trains a picture classifier from folders of pictures: a softmax head on the features of a backbone that stays as it is.</summary>
/// <param name="decoder">Reads the pictures.</param>
/// <param name="engine">Runs the backbone.</param>
/// <param name="time">Measures the duration.</param>
public sealed class ModelTrainer(IPictureDecoder decoder, IInferenceEngine engine, TimeProvider time)
{
    /// <summary>Trains a model and writes its folder, whole or not at all; a model that stood there is replaced at the end.</summary>
    /// <param name="request">What to train from, and where to write.</param>
    /// <param name="progress">Receives every picture that is done; null for none.</param>
    /// <param name="cancellationToken">Ends the training; nothing is then written.</param>
    /// <exception cref="TrainingException">The pictures or the backbone cannot be used; the message says why and what to do.</exception>
    /// <exception cref="IOException">The model could not be written.</exception>
    public async Task<TrainingReport> TrainAsync(TrainingRequest request, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var output = ModelFolderWriter.Open(request.OutputFolder);
        var folder = await TrainingFolder.ReadAsync(request.Folder, progress, cancellationToken);
        var backbone = await BackboneModel.LoadAsync(request, engine, cancellationToken);
        var (features, undecodable) = await ExtractAsync(backbone, folder, progress, cancellationToken);
        ThrowIfTooFew(folder, features, undecodable);

        var (training, heldOut) = HeldOutSplit.Split(features, picture => picture.Picture, request.Seed);
        progress?.Report(new TrainingProgress(TrainingStage.Fitting, 0, training.Count));
        var head = HeadTrainer.Fit([.. training.Select(picture => picture.Values)], LabelsOf(training), folder.Labels.Count, cancellationToken);
        progress?.Report(new TrainingProgress(TrainingStage.Fitting, training.Count, training.Count));

        var results = new HeldOutResults([.. heldOut.Select(picture => head.Score(picture.Values))], LabelsOf(heldOut));
        var report = new TrainingReport
        {
            ModelFolder = output.Folder,
            Labels = [.. folder.Labels.Select((label, i) => Report(label, i, training, heldOut, results))],
            TrainingPictures = training.Count,
            HeldOutPictures = heldOut.Count,
            Accuracy = results.Accuracy,
            Features = head.FeatureCount,
            Duplicates = folder.Duplicates,
            Skipped = [.. folder.Skipped, .. undecodable],
            Duration = time.GetElapsedTime(started),
        };

        var model = OnnxHead.AppendSoftmax(backbone.Model, head);
        var description = Describe(request, backbone, model, report);
        ThrowIfItCannotRun(output.Folder, description, model);
        await output.WriteAsync(model, description, ModelCard.Write(description, DataOf(request), backbone, report), cancellationToken);
        return report;
    }

    private async Task<(List<PictureFeatures> Features, List<SkippedFile> Skipped)> ExtractAsync(
        BackboneModel backbone, TrainingFolder folder, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        try
        {
            return await new FeatureExtractor(decoder, engine).ExtractAsync(backbone, folder.Pictures, progress, cancellationToken);
        }
        catch (InferenceException e)
        {
            throw new TrainingException($"The backbone {backbone.Name} cannot be run: {e.Message} Check its input in {Path.ChangeExtension(backbone.Name, ".json")}.", e);
        }
    }

    private static void ThrowIfTooFew(TrainingFolder folder, List<PictureFeatures> features, List<SkippedFile> skipped)
    {
        for (var label = 0; label < folder.Labels.Count; label++)
        {
            if (features.Count(picture => picture.Picture.Label == label) >= 2)
                continue;

            var why = skipped.Count == 0 ? "" : $" {skipped.Count} file(s) could not be read, the first is {skipped[0].Path}: {skipped[0].Reason}";
            throw new TrainingException($"The label '{folder.Labels[label]}' has fewer than 2 different pictures that can be read; one is held out to measure the model. Add more.{why}");
        }
    }

    private void ThrowIfItCannotRun(string place, ModelDescription description, byte[] model)
    {
        try
        {
            LoadedModel.Load(place, description, model, engine).Dispose();
        }
        catch (ModelException e)
        {
            throw new TrainingException($"The backbone's features do not lead to a model that can be run, so none was written: {e.Message} Try another feature tensor.", e);
        }
    }

    private static int[] LabelsOf(List<PictureFeatures> pictures) => [.. pictures.Select(picture => picture.Picture.Label)];

    private static LabelReport Report(string label, int index, List<PictureFeatures> training, List<PictureFeatures> heldOut, HeldOutResults results) =>
        new(label, training.Count(picture => picture.Picture.Label == index), heldOut.Count(picture => picture.Picture.Label == index),
            results.Precision(index), results.Recall(index), results.LeastScore(index));

    private static ModelDescription Describe(TrainingRequest request, BackboneModel backbone, byte[] model, TrainingReport report) => new()
    {
        Name = Path.GetFileName(report.ModelFolder),
        Summary = $"Tells apart: {string.Join(", ", report.Labels.Select(label => label.Label))}.",
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(model)),
        Input = backbone.Input,
        Output = new ModelOutput { Name = OnnxHead.ScoresName, Kind = OutputKind.Scores },
        Labels = [.. report.Labels.Select(label => label.Label)],
        LeastScores = report.Labels.ToDictionary(label => label.Label, label => label.LeastScore),
        Measured = new ModelMeasurement($"Held out of: {DataOf(request)}", report.HeldOutPictures, report.Accuracy),
    };

    private static string DataOf(TrainingRequest request) =>
        request.Data ?? $"the folder '{Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Folder)))}'";
}
