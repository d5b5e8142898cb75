using Spotter.Models;
using Spotter.Pictures;
using Spotter.Reading;

namespace Spotter.Scanning;

/// <summary>Has a model say what stored pictures show.</summary>
public sealed class PictureScorer(IPictureStore pictures, IPictureClassifier classifier)
{
    /// <summary>Scores a picture.</summary>
    /// <param name="model">The model.</param>
    /// <param name="id">The picture.</param>
    /// <param name="words">What is written in it; null where nobody read it, or the model does not take it into account.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The scores, the best first; or the reason why the picture has none.</returns>
    /// <exception cref="ClassifyingException">A hosted model did not answer.</exception>
    public async Task<(IReadOnlyList<LabelScore> Scores, string? Problem)> ScoreAsync(
        string model, PictureId id, PictureWords? words, CancellationToken cancellationToken)
    {
        if (await pictures.ReadAsync(id, cancellationToken) is not { } file)
            return ([], $"Picture {id} is gone from the picture store.");

        try
        {
            var scores = words is null
                ? await classifier.ClassifyAsync(model, file.Bytes, cancellationToken)
                : await classifier.ClassifyAsync(model, file.Bytes, WordFigures.Of(words), cancellationToken);
            return (scores, null);
        }
        catch (PictureFormatException error)
        {
            return ([], $"Picture {id} cannot be classified: {error.Message}");
        }
    }
}
