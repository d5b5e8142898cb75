namespace Spotter.Learning.Measuring;

/// <summary>What a model says of a picture whose label is known.</summary>
/// <param name="Path">Where the picture is.</param>
/// <param name="Label">The right label's place in the labels.</param>
/// <param name="Scores">The score of each label, 0 to 1.</param>
public sealed record ScoredPicture(string Path, int Label, IReadOnlyList<float> Scores)
{
    /// <summary>The place of the label with the highest score.</summary>
    public int Best { get; } = Enumerable.Range(0, Scores.Count).MaxBy(label => Scores[label]);

    /// <summary>True where that is the right one.</summary>
    public bool IsRight => Best == Label;
}
