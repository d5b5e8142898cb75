using Microsoft.Extensions.Options;
using Spotter.Models.Hosted;
using Spotter.Pictures;

namespace Spotter.Models;

/// <summary>Classifies pictures with the models of the <see cref="ModelCatalog"/>: here, or where they are hosted.</summary>
public sealed class PictureClassifier(
    ModelCatalog models,
    Lazy<HostedClassifier> hosted,
    IPictureDecoder decoder,
    IOptions<PictureDownloadOptions> limits
) : IPictureClassifier
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<LabelScore>> ClassifyAsync(
        string modelName, ReadOnlyMemory<byte> picture, CancellationToken cancellationToken) =>
        ClassifyWithAsync(modelName, picture, words: null, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LabelScore>> ClassifyAsync(
        string modelName, ReadOnlyMemory<byte> picture, float[] words, CancellationToken cancellationToken) =>
        ClassifyWithAsync(modelName, picture, words, cancellationToken);

    /// <inheritdoc/>
    public Task<ModelDescription> DescribeAsync(string modelName, CancellationToken cancellationToken) =>
        models.DescribeAsync(modelName, cancellationToken);

    private async Task<IReadOnlyList<LabelScore>> ClassifyWithAsync(
        string modelName, ReadOnlyMemory<byte> picture, float[]? words, CancellationToken cancellationToken)
    {
        var info = decoder.Identify(picture);
        if ((long)info.Width * info.Height > limits.Value.MaxPixels)
            throw new PictureFormatException(
                $"it has {info.Width} x {info.Height} pixels, more than Pictures:MaxPixels allows ({limits.Value.MaxPixels})");

        if (await models.FindHostedAsync(modelName, cancellationToken) is { } description)
            return await hosted.Value.ClassifyAsync(description, picture, cancellationToken);

        var model = await models.GetAsync(modelName, cancellationToken);
        var scores = model.Score(decoder, picture, words);
        return
        [
            .. model.Description.Labels.Zip(scores, (label, score) => new LabelScore(label, score)).OrderByDescending(score => score.Score),
        ];
    }
}
