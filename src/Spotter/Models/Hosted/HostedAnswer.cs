namespace Spotter.Models.Hosted;

/// <summary>What a hosted model said of a picture, or when it is asked.</summary>
public sealed record HostedAnswer
{
    /// <summary>Whoever is the first to change this record at this time or later asks.</summary>
    public DateTimeOffset CallAt { get; init; }

    /// <summary>Every label with its score, the best first; null until the model has answered.</summary>
    public IReadOnlyList<LabelScore>? Scores { get; init; }
}
