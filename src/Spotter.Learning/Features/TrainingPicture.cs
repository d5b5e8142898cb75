namespace Spotter.Learning.Features;

/// <summary>One picture of a training folder.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Label">Its label's place in the labels.</param>
/// <param name="Hash">The SHA-256 of its bytes.</param>
internal sealed record TrainingPicture(string Path, int Label, byte[] Hash)
{
    /// <summary>The hash that decides on which side of a split it comes: that of one of its twins, so that they stay together.</summary>
    public byte[] Group { get; init; } = Hash;
}
