namespace Spotter.Rules;

/// <summary>Who posted, or where; case is ignored.</summary>
/// <param name="Name">Which name.</param>
/// <param name="Value">What it must be.</param>
public sealed record NameCondition(RuleName Name, string Value) : AtomCondition
{
    internal override Outcomes Weigh(PictureFacts facts) => Kleene.Of(NamesOf(facts).Contains(Value, StringComparer.OrdinalIgnoreCase));

    internal override void Explain(PictureFacts facts, Evidence evidence) => evidence.Add(Write());

    internal override string Write() => $"{RuleWords.Of(Name)} = {RuleWords.WriteText(Value)}";

    private IEnumerable<string> NamesOf(PictureFacts facts) => Name == RuleName.Source
        ? [facts.Account.Source]
        : [facts.Account.ToString(), facts.Account.Handle, $"@{facts.Account.Handle}"];
}
