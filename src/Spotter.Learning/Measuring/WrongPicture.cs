namespace Spotter.Learning.Measuring;

/// <summary>A picture whose best label is not the right one.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Label">The right label.</param>
/// <param name="Given">The best label.</param>
/// <param name="Score">The best label's score, 0 to 1.</param>
/// <param name="RightScore">The right label's score, 0 to 1.</param>
public sealed record WrongPicture(string Path, string Label, string Given, double Score, double RightScore);
