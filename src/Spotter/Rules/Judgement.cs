using Spotter.Models;
using Spotter.Reading;

namespace Spotter.Rules;

/// <summary>Whether a condition holds for a picture, and what speaks for it.</summary>
/// <param name="Truth">Whether it holds.</param>
/// <param name="NeedsWords">True where it does not hold yet and may once the picture's words are read.</param>
/// <param name="Scores">The labels that speak for it, as the condition names them; empty where it does not hold.</param>
/// <param name="Lines">The lines of the picture that speak for it, in reading order; empty where it does not hold.</param>
/// <param name="Others">What else speaks for it, for a person; empty where it does not hold.</param>
public sealed record Judgement(
    Truth Truth, bool NeedsWords, IReadOnlyList<LabelScore> Scores, IReadOnlyList<WordLine> Lines, IReadOnlyList<string> Others)
{
    internal static Judgement No { get; } = new(Truth.False, NeedsWords: false, [], [], []);

    /// <summary>Why nobody will ever say whether it holds, for a person; null where that is not known or it may yet be said.</summary>
    public string? Reason { get; init; }

    /// <summary>The label that speaks for it first; null where none does.</summary>
    public LabelScore? Best => Scores is [var first, ..] ? first : null;

    internal static Judgement Undecided(bool needsWords, string? reason) =>
        new(Truth.Unknown, needsWords, [], [], []) { Reason = reason };
}
