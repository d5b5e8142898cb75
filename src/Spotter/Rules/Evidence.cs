using Spotter.Models;
using Spotter.Reading;

namespace Spotter.Rules;

/// <summary>Gathers what speaks for a condition that holds.</summary>
internal sealed class Evidence
{
    private readonly List<LabelScore> _scores = [];
    private readonly SortedDictionary<int, WordLine> _lines = [];
    private readonly List<string> _others = [];

    public void Add(LabelScore score)
    {
        if (!_scores.Contains(score))
            _scores.Add(score);
    }

    public void Add(string other)
    {
        if (!_others.Contains(other))
            _others.Add(other);
    }

    public void Add(PictureFacts facts, RuleText text, IEnumerable<int> lines)
    {
        foreach (var line in lines)
            if (text == RuleText.Words)
                _lines[line] = facts.Words!.Lines[line];
            else
                Add($"caption: {facts.CaptionLines[line].Trim()}");
    }

    public Judgement ToJudgement() => new(Truth.True, NeedsWords: false, _scores, [.. _lines.Values], _others);
}
