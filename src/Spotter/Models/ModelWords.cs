namespace Spotter.Models;

/// <summary>
/// A model's second input: figures of the words in the picture, 32-bit floats of the shape [1, <see cref="FigureCount"/>].
/// </summary>
public sealed record ModelWords
{
    /// <summary>The version of the figures that this program computes.</summary>
    public const int FiguresVersion = 2;

    /// <summary>How many figures that version has.</summary>
    public const int FigureCount = 13;

    /// <summary>The input's name in the model.</summary>
    public required string Name { get; init; }

    /// <summary>The version of the figures that the model was trained on.</summary>
    public required int Version { get; init; }

    /// <summary>
    /// The output that holds the scores by the picture alone, of the same kind as the model's output; what holds where no words were read.
    /// </summary>
    public required string OutputWithout { get; init; }
}
