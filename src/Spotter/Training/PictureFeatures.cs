namespace Spotter.Training;

/// <summary>What a backbone says of a picture.</summary>
internal sealed record PictureFeatures(TrainingPicture Picture, float[] Values);
