using Spotter.Models;

namespace Spotter.Corrections;

/// <summary>Two models, or two versions of one, held against each other on pictures that people labelled.</summary>
/// <param name="A">The first.</param>
/// <param name="B">The second.</param>
/// <param name="Pictures">What they say, the latest label first.</param>
/// <param name="Left">How many pictures were not looked at yet: the next look goes on with them.</param>
/// <param name="OtherLabels">How many were left out because one of the two cannot give the label that a person gave.</param>
/// <param name="Unreadable">How many were left out because the picture is gone or cannot be read.</param>
public sealed record ModelMatch(
    ModelPlace A, ModelPlace B, IReadOnlyList<MatchedPicture> Pictures, int Left, int OtherLabels, int Unreadable)
{
    /// <summary>All pictures, also those that one of the two was made from.</summary>
    public MatchTally All { get; } = MatchTally.Of(Pictures);

    /// <summary>Those that neither was made from: what a comparison goes by.</summary>
    public MatchTally Fair { get; } = MatchTally.Of([.. Pictures.Where(picture => picture.IsFair)]);
}
