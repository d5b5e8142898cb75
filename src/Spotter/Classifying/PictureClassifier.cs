using Microsoft.Extensions.Options;
using Spotter.Pictures;

namespace Spotter.Classifying;

/// <summary>Classifies pictures with the models of the <see cref="ModelCatalog"/>.</summary>
public sealed class PictureClassifier(ModelCatalog models, IPictureDecoder decoder, IOptions<PictureDownloadOptions> limits) : IPictureClassifier
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<LabelScore>> ClassifyAsync(string modelName, ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        var model = await models.GetAsync(modelName, cancellationToken);
        var info = decoder.Identify(picture);
        if ((long)info.Width * info.Height > limits.Value.MaxPixels)
            throw new PictureFormatException($"it has {info.Width} x {info.Height} pixels, more than Pictures:MaxPixels allows ({limits.Value.MaxPixels})");

        var scores = model.Score(decoder, picture);
        return [.. model.Description.Labels.Zip(scores, (label, score) => new LabelScore(label, score)).OrderByDescending(score => score.Score)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> GetLabelsAsync(string modelName, CancellationToken cancellationToken) =>
        (await models.GetAsync(modelName, cancellationToken)).Description.Labels;
}
