namespace Spotter.Rules;

/// <summary><c>left and right</c></summary>
public sealed record BothCondition(RuleCondition Left, RuleCondition Right) : RuleCondition
{
    internal override IEnumerable<RuleCondition> Atoms => Left.Atoms.Concat(Right.Atoms);

    internal override int Tightness => 1;

    internal override Outcomes Weigh(PictureFacts facts) => Kleene.And(Left.Weigh(facts), Right.Weigh(facts));

    internal override void Explain(PictureFacts facts, Evidence evidence)
    {
        Left.Explain(facts, evidence);
        Right.Explain(facts, evidence);
    }

    internal override string Write(Func<RuleCondition, RuleCondition> change) =>
        $"{Brackets.Around(Left, Tightness, change)} and {Brackets.Around(Right, Tightness + 1, change)}";
}
