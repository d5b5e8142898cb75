namespace Spotter.Rules;

/// <summary>A condition without parts.</summary>
public abstract record AtomCondition : RuleCondition
{
    internal sealed override IEnumerable<RuleCondition> Atoms => [this];

    internal sealed override string Write(Func<RuleCondition, RuleCondition> change) => ((AtomCondition)change(this)).Write();

    internal abstract string Write();
}
