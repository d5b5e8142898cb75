namespace Spotter.Learning.Features;

/// <summary>What a backbone says of a picture.</summary>
/// <param name="Picture">The picture.</param>
/// <param name="Values">Its features.</param>
/// <param name="Copies">The features of its changed copies; empty without augmentation.</param>
internal sealed record PictureFeatures(TrainingPicture Picture, float[] Values, IReadOnlyList<float[]> Copies)
{
    public PictureFeatures(TrainingPicture picture, float[] values) : this(picture, values, [])
    {
    }
}
