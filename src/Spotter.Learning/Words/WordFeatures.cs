using Spotter.Learning.Features;
using Spotter.Learning.Requests;
using Spotter.Pictures;
using Spotter.Reading;

namespace Spotter.Learning.Words;

/// <summary>Reads the words in pictures, each once, and measures them.</summary>
/// <param name="reader">Reads.</param>
/// <param name="cacheFolder">Where what was read is kept; null for nowhere.</param>
internal sealed class WordFeatures(IPictureReader reader, string? cacheFolder)
{
    /// <summary>The figures of every picture's words; of one that cannot be read, those of a picture without any.</summary>
    public async Task<IReadOnlyList<float[]>> MeasureAsync(
        IReadOnlyList<TrainingPicture> pictures, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var cache = new WordCache(cacheFolder, await reader.IdentifyAsync(cancellationToken));
        var figures = new List<float[]>();
        foreach (var picture in pictures)
        {
            var words = cache.Find(picture.Hash) ?? await ReadAsync(cache, picture, cancellationToken);
            figures.Add(WordFigures.Of(words));
            progress?.Report(new TrainingProgress(TrainingStage.Words, figures.Count, pictures.Count));
        }

        return figures;
    }

    /// <summary>The same features with the words' figures behind them, also behind those of changed copies.</summary>
    public static FeatureSet Join(FeatureSet features, IReadOnlyDictionary<string, float[]> figures) => features with
    {
        Pictures =
        [
            .. features.Pictures.Select(picture => (Picture: picture, Words: figures[picture.Picture.Path])).Select(one => one.Picture with
            {
                Values = [.. one.Picture.Values, .. one.Words],
                Copies = [.. one.Picture.Copies.Select(copy => (float[])[.. copy, .. one.Words])],
            }),
        ],
    };

    /// <summary>The words' figures in place of the features. Changed copies have the same words and are left out.</summary>
    public static FeatureSet Replace(FeatureSet features, IReadOnlyDictionary<string, float[]> figures) => features with
    {
        Pictures = [.. features.Pictures.Select(picture => picture with { Values = figures[picture.Picture.Path], Copies = [] })],
    };

    private async Task<PictureWords> ReadAsync(WordCache cache, TrainingPicture picture, CancellationToken cancellationToken)
    {
        try
        {
            var words = await reader.ReadAsync(await File.ReadAllBytesAsync(picture.Path, cancellationToken), cancellationToken);
            cache.Keep(picture.Hash, words);
            return words;
        }
        catch (Exception e) when (e is PictureFormatException or IOException or UnauthorizedAccessException)
        {
            // Whoever computes its features tells.
            return new PictureWords("", []);
        }
    }
}
