using Spotter.Learning.Fitting;
using Spotter.Learning.Requests;
using Spotter.Learning.Splitting;
using Spotter.Learning.Words;

namespace Spotter.Learning.Training;

/// <summary>
/// Measures other backbones on the pictures of a training, divided in the same way: what one backbone could not read, and what it took
/// for twins, holds for all.
/// </summary>
internal sealed class BackboneComparison(TrainingSetReader sets)
{
    /// <summary>Measures each, the best first.</summary>
    public async Task<IReadOnlyList<ComparedBackbone>> CompareAsync(
        IEnumerable<string> backbones,
        TrainingSet set,
        PictureDivision division,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        var compared = new List<ComparedBackbone>();
        foreach (var backbone in backbones)
            compared.Add(await CompareAsync(backbone, set, division, progress, cancellationToken));
        return [.. compared.OrderByDescending(other => other.Accuracy)];
    }

    private async Task<ComparedBackbone> CompareAsync(
        string name, TrainingSet set, PictureDivision division, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var (backbone, features) = await sets.ExtractAsync(
            set.Request with { Backbone = name }, set.Folder, progress, cancellationToken);
        if (set.Words is not null)
            features = WordFeatures.Join(features, set.Words);
        var known = division.Pictures.ToDictionary(picture => picture.Picture.Path, picture => picture.Picture, StringComparer.Ordinal);
        var same = features.Pictures
            .Where(picture => known.ContainsKey(picture.Picture.Path))
            .Select(picture => picture with { Picture = known[picture.Picture.Path] })
            .ToList();
        var evaluation = HeadFitter.For(set.Request, set.Folder.Labels, progress).Measure(division.With(same), cancellationToken);
        return ComparedBackbone.Of(backbone.Name, same[0].Values.Length, evaluation);
    }
}
