using Spotter.Learning.Features;

namespace Spotter.Learning.Splitting;

/// <summary>Pictures to fit to, and others to try the fit on.</summary>
/// <param name="Training">What is fitted to.</param>
/// <param name="Unseen">What is not.</param>
internal sealed record Holdout(IReadOnlyList<PictureFeatures> Training, IReadOnlyList<PictureFeatures> Unseen)
{
    /// <summary>Folds that take turns to be unseen.</summary>
    public static IReadOnlyList<Holdout> InTurns(IReadOnlyList<PictureFeatures> pictures, int folds, int seed, SplitPurpose purpose)
    {
        var fold = Folds.Deal(pictures, picture => picture.Picture, folds, seed, purpose);
        return [.. Enumerable.Range(0, folds).Select(
            k => new Holdout([.. pictures.Where((_, i) => fold[i] != k)], [.. pictures.Where((_, i) => fold[i] == k)]))];
    }
}
