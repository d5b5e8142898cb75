namespace Spotter.Rules;

/// <summary><c>left or right</c></summary>
public sealed record EitherCondition(RuleCondition Left, RuleCondition Right) : RuleCondition
{
    internal override IEnumerable<RuleCondition> Atoms => Left.Atoms.Concat(Right.Atoms);

    internal override int Tightness => 0;

    internal override Outcomes Weigh(PictureFacts facts) => Kleene.Or(Left.Weigh(facts), Right.Weigh(facts));

    internal override void Explain(PictureFacts facts, Evidence evidence)
    {
        foreach (var part in (RuleCondition[])[Left, Right])
            if (part.Weigh(facts) == Outcomes.True)
                part.Explain(facts, evidence);
    }

    internal override string Write(Func<RuleCondition, RuleCondition> change) =>
        $"{Brackets.Around(Left, Tightness, change)} or {Brackets.Around(Right, Tightness + 1, change)}";
}
