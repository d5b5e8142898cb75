using FsCheck;
using FsCheck.Fluent;
using Spotter.Rules;

namespace Spotter.Tests.Rules;

/// <summary>Makes rules of any kind.</summary>
internal static class RuleTexts
{
    private static readonly string[] Texts =
    [
        "soup", "or", "video", "clam chowder", "a \"b\" \\ c", "Crème brûlée|7-up", "100", "->", "(", "a:b", "汤", "x\ty", "-", "\\", "not",
    ];

    private static readonly Gen<string> Text = Gen.Elements(Texts);

    private static readonly Gen<decimal> Share = Gen.OneOf(
        Gen.Choose(0, 1000).Select(number => number / 1000m), Gen.Choose(1, 1000).Select(number => 1m / number));

    private static readonly Gen<RuleCondition> Atom = Gen.OneOf(
        Text.Select(label => (RuleCondition)new LabelCondition(label)),
        from label in Text
        from comparison in Gen.Elements(Comparison.AtLeast, Comparison.Above, Comparison.Below, Comparison.AtMost)
        from share in Share
        select (RuleCondition)new LabelCondition(label, comparison, share),
        from text in Gen.Elements(RuleText.Words, RuleText.Caption)
        from words in Text.Where(words => words.Any(char.IsLetterOrDigit))
        select (RuleCondition)new WordsCondition(text, Phrases.Parse(words)),
        from text in Gen.Elements(RuleText.Words, RuleText.Caption)
        from pattern in Gen.Elements("soup", "\\$ ?[0-4]\\.", "^a \"b\"|\\\\$", "(a|b)+", "\\d")
        select (RuleCondition)new PatternCondition(text, RulePattern.Parse(pattern)),
        from number in Gen.Elements(Enum.GetValues<RuleNumber>())
        from comparison in Gen.Elements(Enum.GetValues<Comparison>())
        from value in Gen.Choose(0, 1_000_000)
        select (RuleCondition)new NumberCondition(number, comparison, value),
        Gen.Constant((RuleCondition)new VideoCondition()),
        from name in Gen.Elements(Enum.GetValues<RuleName>())
        from value in Text
        select (RuleCondition)new NameCondition(name, value));

    private static Gen<RuleCondition> OfSize(int size) => size <= 1
        ? Atom
        : Gen.OneOf(
            Atom,
            OfSize(size - 1).Select(inner => (RuleCondition)new NotCondition(inner)),
            from left in OfSize(size / 2)
            from right in OfSize(size / 2)
            select (RuleCondition)new BothCondition(left, right),
            from left in OfSize(size / 2)
            from right in OfSize(size / 2)
            select (RuleCondition)new EitherCondition(left, right));

    public static Arbitrary<RuleCondition> Conditions { get; } = Gen.Choose(1, 24).SelectMany(OfSize).ToArbitrary();

    public static Arbitrary<AlertRule> Rules { get; } =
        (from condition in Conditions.Generator
         from channel in Gen.Elements("lunch", "my channel", "a:b", "\"", "x->y")
         select new AlertRule(condition, channel)).ToArbitrary();
}
