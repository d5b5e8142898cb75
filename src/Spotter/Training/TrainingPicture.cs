namespace Spotter.Training;

/// <summary>One picture of a training folder.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Label">Its label's place in the labels.</param>
/// <param name="Hash">The SHA-256 of its bytes.</param>
internal sealed record TrainingPicture(string Path, int Label, byte[] Hash);
