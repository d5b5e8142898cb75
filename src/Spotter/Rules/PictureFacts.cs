using Spotter.Accounts;
using Spotter.Captions;
using Spotter.Models;
using Spotter.Reading;
using Spotter.Sources;

namespace Spotter.Rules;

/// <summary>What is known of one picture and its post: what a condition is about.</summary>
public sealed class PictureFacts
{
    private static readonly string[] LineEnds = ["\n"];

    // An expression that once ran out of time must not answer otherwise where the same condition looks again.
    private readonly Dictionary<PatternCondition, bool?> _matches = [];

    /// <summary>The account that posted.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The post: its caption, likes, comments and number of pictures.</summary>
    public required Post Post { get; init; }

    /// <summary>What the picture shows; empty where it was not classified.</summary>
    public required IReadOnlyList<LabelScore> Scores { get; init; }

    /// <summary>True where a person said what it shows: every label that <see cref="Scores"/> does not name counts as 0.</summary>
    public bool IsLabelled { get; init; }

    /// <summary>What the account's captions say; null where no model of captions looks at them.</summary>
    public CaptionFacts? Captions { get; init; }

    /// <summary>What is written in it; null where that was not read.</summary>
    public PictureWords? Words { get; init; }

    /// <summary>The least score, from 0 to 1, of a label that stands alone: what the model recommends today.</summary>
    public required Func<string, double> LeastScoreOf { get; init; }

    /// <summary>Whether lines match an expression; null where that takes too long to say.</summary>
    internal Func<RulePattern, IReadOnlyList<string>, bool?> Look { get; init; } = static (pattern, lines) => pattern.IsIn(lines);

    internal FoldedText? FoldedWords => field ??= Words is null ? null : FoldedText.Of(Words.Lines.Select(line => line.Text));

    internal FoldedText FoldedCaption => field ??= FoldedText.Of(CaptionLines);

    internal IReadOnlyList<string> CaptionLines =>
        field ??= (Post.Caption ?? "").ReplaceLineEndings("\n").Split(LineEnds, StringSplitOptions.None);

    /// <summary>The score of a label, from 0 to 1; null where nobody said.</summary>
    internal LabelScore? FindScore(string label) =>
        Scores.FirstOrDefault(score => score.Label == label)
        ?? (IsOfAccount(label) ? Captions!.Find(label) : IsLabelled && Captions?.IsUnknown != true ? new LabelScore(label, 0) : null);

    /// <summary>True for a label that the model of captions gives the account, and not the picture's model the picture.</summary>
    internal bool IsOfAccount(string label) => Captions?.Has(label) == true && Scores.All(score => score.Label != label);

    /// <summary>The lines of a text; null where it was not read.</summary>
    internal IReadOnlyList<string>? LinesOf(RuleText text) =>
        text == RuleText.Caption ? CaptionLines : Words?.Lines.Select(line => line.Text).ToList();

    /// <summary>Whether a text matches; null where that took too long to say.</summary>
    internal bool? Match(PatternCondition condition, IReadOnlyList<string> lines)
    {
        if (!_matches.TryGetValue(condition, out var matches))
            _matches[condition] = matches = Look(condition.Pattern, lines);
        return matches;
    }

    /// <summary>True for an expression that was given up on this picture or its caption.</summary>
    internal bool GaveUp(PatternCondition condition) => _matches.TryGetValue(condition, out var matches) && matches is null;
}
