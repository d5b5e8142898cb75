namespace Spotter.Rules;

/// <summary>Whole words in a text, one after the other; case and accents are ignored.</summary>
/// <param name="Text">Where they are looked for.</param>
/// <param name="Phrases">The words.</param>
public sealed record WordsCondition(RuleText Text, Phrases Phrases) : AtomCondition
{
    // Nobody misreads a caption.
    private bool Forgives => Text == RuleText.Words;

    internal override Outcomes Weigh(PictureFacts facts) =>
        FindText(facts) is { } text ? Kleene.Of(Phrases.Find(text, Forgives).Any()) : Outcomes.Open;

    internal override void Explain(PictureFacts facts, Evidence evidence) =>
        evidence.Add(facts, Text, Phrases.Find(FindText(facts)!, Forgives));

    internal override string Write() => $"{RuleWords.Of(Text)} has {RuleWords.WriteText(Phrases.Text)}";

    private FoldedText? FindText(PictureFacts facts) => Text == RuleText.Words ? facts.FoldedWords : facts.FoldedCaption;
}
