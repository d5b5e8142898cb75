using Spotter.Learning.Features;

namespace Spotter.Learning.Heads;

/// <summary>What a head is fitted to.</summary>
/// <param name="Features">One row per picture or changed copy of one.</param>
/// <param name="Labels">The right label of each row, from 0.</param>
/// <param name="Weights">What each row counts; they add up to 1.</param>
internal sealed record TrainingRows(FeatureMatrix Features, int[] Labels, float[] Weights)
{
    /// <summary>The rows of pictures, with their changed copies; a picture counts the same however many copies it has.</summary>
    /// <param name="pictures">At least one.</param>
    /// <param name="weights">What the labels count.</param>
    public static TrainingRows Of(IReadOnlyList<PictureFeatures> pictures, LabelWeights weights)
    {
        var labelWeights = weights.For([.. pictures.Select(picture => picture.Picture.Label)]);
        var rows = pictures.SelectMany(picture => picture.Copies.Prepend(picture.Values), (picture, values) =>
            (Values: values, picture.Picture.Label, Weight: labelWeights[picture.Picture.Label] / (picture.Copies.Count + 1))).ToList();
        return new TrainingRows(
            FeatureMatrix.Of([.. rows.Select(row => row.Values)]),
            [.. rows.Select(row => row.Label)],
            [.. rows.Select(row => (float)row.Weight)]);
    }
}
