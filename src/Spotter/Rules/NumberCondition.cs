using System.Globalization;

namespace Spotter.Rules;

/// <summary>A number of the post.</summary>
/// <param name="Number">Which.</param>
/// <param name="Comparison">How it is compared.</param>
/// <param name="Value">With what.</param>
public sealed record NumberCondition(RuleNumber Number, Comparison Comparison, decimal Value) : AtomCondition
{
    internal override Outcomes Weigh(PictureFacts facts) =>
        Kleene.Of(Find(facts) is { } number ? Comparison.Holds(((decimal)number).CompareTo(Value)) : null);

    internal override void Explain(PictureFacts facts, Evidence evidence) =>
        evidence.Add(string.Create(CultureInfo.InvariantCulture, $"{RuleWords.Of(Number)} {Find(facts)}"));

    internal override string Write() =>
        $"{RuleWords.Of(Number)} {Comparison.Sign()} {Value.ToString(RuleWords.NumberFormat, CultureInfo.InvariantCulture)}";

    private long? Find(PictureFacts facts) => Number switch
    {
        RuleNumber.Likes => facts.Post.Likes,
        RuleNumber.Comments => facts.Post.Comments,
        _ => facts.Post.Pictures.Count,
    };
}
