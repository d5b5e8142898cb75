namespace Spotter.Rules;

/// <summary>A regular expression that a text matches somewhere; case is ignored.</summary>
/// <param name="Text">Where it is looked for.</param>
/// <param name="Pattern">The expression.</param>
public sealed record PatternCondition(RuleText Text, RulePattern Pattern) : AtomCondition
{
    internal override Outcomes Weigh(PictureFacts facts) =>
        facts.LinesOf(Text) is { } lines ? Kleene.Of(facts.Match(this, lines)) : Outcomes.Open;

    internal override void Explain(PictureFacts facts, Evidence evidence) =>
        evidence.Add(facts, Text, Pattern.Find(facts.LinesOf(Text)!));

    internal override string Write() => $"{RuleWords.Of(Text)} ~ {RuleWords.WriteText(Pattern.Text)}";
}
