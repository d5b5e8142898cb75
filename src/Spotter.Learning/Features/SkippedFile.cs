namespace Spotter.Learning.Features;

/// <summary>A file that could not be used for training.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record SkippedFile(string Path, string Reason);
