namespace Spotter.Models;

/// <summary>How a model's output becomes scores.</summary>
public sealed record ModelOutput
{
    /// <summary>The output's name in the model.</summary>
    public required string Name { get; init; }

    /// <summary>Default <see cref="OutputKind.Scores"/>.</summary>
    public OutputKind Kind { get; init; } = OutputKind.Scores;
}
