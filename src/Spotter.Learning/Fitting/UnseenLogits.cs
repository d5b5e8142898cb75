using Spotter.Learning.Features;
using Spotter.Learning.Heads;
using Spotter.Learning.Measuring;

namespace Spotter.Learning.Fitting;

/// <summary>What a head says of pictures that it was not fitted to, before calibration.</summary>
/// <param name="Logits">One row per picture.</param>
/// <param name="Pictures">The pictures.</param>
internal sealed record UnseenLogits(IReadOnlyList<float[]> Logits, IReadOnlyList<PictureFeatures> Pictures)
{
    public static UnseenLogits Of(Head head, IReadOnlyList<PictureFeatures> pictures) =>
        new([.. pictures.Select(picture => head.Logits(picture.Values))], pictures);

    public static UnseenLogits Join(IEnumerable<UnseenLogits> parts)
    {
        var all = parts.ToList();
        return new UnseenLogits([.. all.SelectMany(part => part.Logits)], [.. all.SelectMany(part => part.Pictures)]);
    }

    public double FitTemperature() => Temperature.Fit(Logits, [.. Pictures.Select(picture => picture.Picture.Label)]);

    public List<ScoredPicture> Score(double temperature) =>
        [.. Logits.Zip(Pictures, (logits, picture) => new ScoredPicture(
            picture.Picture.Path, picture.Picture.Label, Temperature.Apply(logits, temperature)))];
}
