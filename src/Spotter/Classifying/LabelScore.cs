namespace Spotter.Classifying;

/// <summary>What a model says of a picture.</summary>
/// <param name="Label">One of the model's labels.</param>
/// <param name="Score">From 0 to 1.</param>
public sealed record LabelScore(string Label, float Score);
