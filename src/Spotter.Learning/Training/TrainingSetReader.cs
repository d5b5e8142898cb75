using Spotter.Learning.Backbones;
using Spotter.Learning.Features;
using Spotter.Learning.Requests;
using Spotter.Learning.Splitting;
using Spotter.Learning.Words;
using Spotter.Models.Inference;
using Spotter.Pictures;
using Spotter.Reading;

namespace Spotter.Learning.Training;

/// <summary>Looks at the pictures of a training: with a backbone, and with the reader of words.</summary>
/// <param name="decoder">Reads the pictures.</param>
/// <param name="engine">Runs the backbone.</param>
/// <param name="maxBytes">How large that may be.</param>
/// <param name="reader">Reads words; null where none are ever read.</param>
/// <param name="readerStatus">Says whether they can be read.</param>
internal sealed class TrainingSetReader(
    IPictureDecoder decoder, IInferenceEngine engine, long maxBytes, IPictureReader? reader, IReaderStatus? readerStatus)
{
    /// <exception cref="TrainingException">Too few pictures can be read, or the backbone or the words cannot be used.</exception>
    public async Task<TrainingSet> ReadAsync(
        TrainingRequest request, TrainingFolder folder, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var (backbone, features) = await ExtractAsync(request, folder, progress, cancellationToken);
        ThrowIfTooFew(folder, features);
        if (request.GroupsFile is { } groups)
            features = await GroupAsync(features, request.Folder, groups, cancellationToken);
        var words = await ReadWordsAsync(request, features, progress, cancellationToken);
        return new TrainingSet(request, folder, backbone, features, words);
    }

    /// <summary>What the backbone of a request says of the pictures of a folder.</summary>
    /// <exception cref="TrainingException">The backbone cannot be used.</exception>
    public async Task<(BackboneModel Backbone, FeatureSet Features)> ExtractAsync(
        TrainingRequest request, TrainingFolder folder, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var backbone = await BackboneModel.LoadAsync(request, engine, maxBytes, cancellationToken);
        try
        {
            var extractor = new FeatureExtractor(decoder, engine, backbone, new FeatureCache(request.CacheFolder, backbone));
            return (backbone, await extractor.ExtractAsync(
                folder.Pictures, request.Augmentation, request.Seed, progress, cancellationToken));
        }
        catch (InferenceException e)
        {
            throw new TrainingException(
                $"The backbone {backbone.Name} cannot be run: {e.Message} Check its input in "
                    + $"{Path.ChangeExtension(backbone.Name, ".json")}.",
                e);
        }
    }

    private static void ThrowIfTooFew(TrainingFolder folder, FeatureSet features)
    {
        for (var label = 0; label < folder.Labels.Count; label++)
        {
            if (features.Pictures.Count(picture => picture.Picture.Label == label) >= 2)
                continue;

            var skipped = features.Skipped;
            var why = skipped.Count == 0
                ? ""
                : $" {skipped.Count} file(s) could not be read, the first is {skipped[0].Path}: {skipped[0].Reason}";
            throw new TrainingException(
                $"The label '{folder.Labels[label]}' has fewer than 2 different pictures that can be read; one is needed to measure the "
                    + $"model. Add more.{why}");
        }
    }

    private static async Task<FeatureSet> GroupAsync(FeatureSet features, string folder, string groups, CancellationToken cancellationToken)
    {
        var grouped = await PictureGroups.ApplyAsync(
            [.. features.Pictures.Select(picture => picture.Picture)], folder, groups, cancellationToken);
        return features with { Pictures = [.. features.Pictures.Zip(grouped, (picture, one) => picture with { Picture = one })] };
    }

    private async Task<IReadOnlyDictionary<string, float[]>?> ReadWordsAsync(
        TrainingRequest request, FeatureSet features, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        if (request.WordsOnly && (reader is null || readerStatus?.FindProblem() is not null))
            throw TrainingException.OfInput($"The words in the pictures cannot be read. {readerStatus?.FindProblem()}".TrimEnd());
        if (!request.UseWords || reader is null || readerStatus is null || readerStatus.FindProblem() is not null)
            return null;

        TrainingPicture[] pictures = [.. features.Pictures.Select(picture => picture.Picture)];
        var figures = await new WordFeatures(reader, request.CacheFolder).MeasureAsync(pictures, progress, cancellationToken);
        return pictures.Zip(figures).ToDictionary(pair => pair.First.Path, pair => pair.Second, StringComparer.Ordinal);
    }
}
