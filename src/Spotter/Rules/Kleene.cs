namespace Spotter.Rules;

/// <summary>Logic of three values, as Kleene's: what is unknown decides nothing that the rest decides alone.</summary>
internal static class Kleene
{
    private static readonly Outcomes[] Each = [Outcomes.False, Outcomes.True, Outcomes.Unknown];

    public static Outcomes Of(bool? holds) => holds switch { true => Outcomes.True, false => Outcomes.False, null => Outcomes.Unknown };

    public static Outcomes Not(Outcomes outcomes) => Combine(outcomes, outcomes, static (one, _) => Not1(one));

    public static Outcomes And(Outcomes left, Outcomes right) => Combine(left, right, And1);

    public static Outcomes Or(Outcomes left, Outcomes right) => Combine(left, right, static (a, b) => Not1(And1(Not1(a), Not1(b))));

    private static Outcomes Combine(Outcomes left, Outcomes right, Func<Outcomes, Outcomes, Outcomes> one)
    {
        var all = Outcomes.None;
        foreach (var a in Each.Where(a => left.HasFlag(a)))
            foreach (var b in Each.Where(b => right.HasFlag(b)))
                all |= one(a, b);
        return all;
    }

    private static Outcomes Not1(Outcomes one) =>
        one switch { Outcomes.True => Outcomes.False, Outcomes.False => Outcomes.True, _ => Outcomes.Unknown };

    private static Outcomes And1(Outcomes a, Outcomes b) =>
        a == Outcomes.False || b == Outcomes.False ? Outcomes.False
        : a == Outcomes.True && b == Outcomes.True ? Outcomes.True
        : Outcomes.Unknown;
}
