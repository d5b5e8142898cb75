using Spotter.Learning.Features;
using Spotter.Learning.Requests;

namespace Spotter.Learning.Splitting;

/// <summary>Which pictures a training fits to, and which it measures on.</summary>
/// <param name="Request">Says which share is set aside.</param>
/// <param name="Pictures">All of them.</param>
/// <param name="Split">How they are divided where no folds take turns.</param>
/// <param name="Folds">How many folds take turns.</param>
internal sealed record PictureDivision(
    TrainingRequest Request, IReadOnlyList<PictureFeatures> Pictures, HashSplit<PictureFeatures> Split, FoldChoice Folds)
{
    /// <exception cref="TrainingException">A label has fewer photographs than folds were asked for, or one only.</exception>
    public static PictureDivision Of(
        TrainingRequest request, IReadOnlyList<string> labels, IReadOnlyList<PictureFeatures> pictures)
    {
        var split = SplitOf(request, pictures);
        return new PictureDivision(request, pictures, split, FoldChoice.Of(request, labels, pictures, split));
    }

    /// <summary>The same division of the same pictures with other features.</summary>
    public PictureDivision With(IReadOnlyList<PictureFeatures> pictures) =>
        this with { Pictures = pictures, Split = SplitOf(Request, pictures) };

    private static HashSplit<PictureFeatures> SplitOf(TrainingRequest request, IReadOnlyList<PictureFeatures> pictures) =>
        HashSplit<PictureFeatures>.Of(
            pictures,
            picture => picture.Picture,
            request.ValidationShare ?? TrainingRequest.UsualShare,
            request.TestShare ?? TrainingRequest.UsualShare,
            request.Seed);
}
