using System.Globalization;

namespace Spotter.Rules;

/// <summary>The score of a label.</summary>
/// <param name="Label">A label of the model of pictures, or of the model of captions.</param>
/// <param name="Comparison">How its score is compared.</param>
/// <param name="Least">With what, from 0 to 1; null for at least what the model recommends when it judges.</param>
public sealed record LabelCondition(string Label, Comparison Comparison = Comparison.AtLeast, decimal? Least = null) : AtomCondition
{
    /// <summary>True where a high score makes it hold.</summary>
    internal bool IsAtLeast => Least is null || Comparison is Comparison.AtLeast or Comparison.Above;

    internal override Outcomes Weigh(PictureFacts facts)
    {
        if (facts.FindScore(Label) is not { } found)
            return Outcomes.Unknown;

        // A score of 0.9 is not quite 0.9 in numbers of that size: as such both are the same.
        var least = Least is { } given ? (float)given : (float)facts.LeastScoreOf(Label);
        return Kleene.Of(Comparison.Holds(found.Score.CompareTo(least)));
    }

    internal override void Explain(PictureFacts facts, Evidence evidence)
    {
        if (facts.FindScore(Label) is not { } found || !IsAtLeast)
            return;

        // An alert is called by what its picture shows.
        if (facts.IsOfAccount(Label))
            evidence.Add(string.Create(CultureInfo.InvariantCulture, $"{found.Label} {found.Score:0.00} by the account's captions"));
        else
            evidence.Add(found);
    }

    internal override string Write() =>
        RuleWords.WriteLabel(Label)
        + (Least is { } least ? $" {Comparison.Sign()} {least.ToString(RuleWords.NumberFormat, CultureInfo.InvariantCulture)}" : "");
}
