using Spotter.Calls;

namespace Spotter.Models.Hosted;

/// <summary>What Clarifai said of a picture, or why it said nothing.</summary>
internal sealed record ClarifaiAnswer
{
    /// <summary>Every label with its best score, the best first.</summary>
    public IReadOnlyList<LabelScore> Scores { get; init; } = [];

    /// <summary>Why there are no scores; null where there are.</summary>
    public SourceFailure? Failure { get; init; }

    /// <summary>Why the picture itself cannot be taken; null where it can.</summary>
    public string? PictureProblem { get; init; }
}
