namespace Spotter.Rules;

/// <summary><c>not inner</c></summary>
public sealed record NotCondition(RuleCondition Inner) : RuleCondition
{
    internal override IEnumerable<RuleCondition> Atoms => Inner.Atoms;

    internal override int Tightness => 2;

    internal override Outcomes Weigh(PictureFacts facts) => Kleene.Not(Inner.Weigh(facts));

    // What is absent cannot be shown.
    internal override void Explain(PictureFacts facts, Evidence evidence)
    {
    }

    internal override string Write(Func<RuleCondition, RuleCondition> change) => $"not {Brackets.Around(Inner, Tightness, change)}";
}
