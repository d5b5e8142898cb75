using System.Collections.Concurrent;
using Spotter.Classifying;
using Spotter.Pictures;
using Spotter.Training.Onnx;

namespace Spotter.Training;

/// <summary>Lets a backbone look at pictures.</summary>
internal sealed class FeatureExtractor(IPictureDecoder decoder, IInferenceEngine engine)
{
    /// <summary>The features of each picture, in the order of the pictures; those that cannot be decoded are named instead.</summary>
    public async Task<(List<PictureFeatures> Features, List<SkippedFile> Skipped)> ExtractAsync(
        BackboneModel backbone, IReadOnlyList<TrainingPicture> pictures, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        using var session = engine.Load(OnnxHead.Expose(backbone.Model, OnnxHead.FeaturesName));
        var filler = new TensorFiller(backbone.Input);
        var features = new PictureFeatures?[pictures.Count];
        var skipped = new ConcurrentBag<SkippedFile>();
        var done = 0;
        await Parallel.ForAsync(0, pictures.Count, cancellationToken, async (i, token) =>
        {
            try
            {
                var bytes = await File.ReadAllBytesAsync(pictures[i].Path, token);
                features[i] = new PictureFeatures(pictures[i], Extract(session, filler, backbone.Input, bytes));
            }
            catch (Exception e) when (e is PictureFormatException or IOException or UnauthorizedAccessException)
            {
                skipped.Add(new SkippedFile(pictures[i].Path, e.Message));
            }

            progress?.Report(new TrainingProgress(TrainingStage.Features, Interlocked.Increment(ref done), pictures.Count));
        });

        return ([.. features.OfType<PictureFeatures>()], [.. skipped.OrderBy(file => file.Path, StringComparer.Ordinal)]);
    }

    private float[] Extract(IInferenceSession session, TensorFiller filler, ModelInput input, byte[] picture)
    {
        var pixels = new byte[filler.PixelBytes];
        var tensor = new byte[filler.TensorBytes];
        decoder.Decode(picture, input.Width, input.Height, input.Fit, pixels);
        filler.Fill(pixels, tensor);
        return session.Run(input.Name, input.ElementType, filler.Shape, tensor, OnnxHead.FeaturesName);
    }
}
