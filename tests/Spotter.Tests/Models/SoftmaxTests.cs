using FsCheck;
using FsCheck.Fluent;
using Spotter.Models;

namespace Spotter.Tests.Models;

public sealed class SoftmaxTests
{
    private static readonly Arbitrary<float[]> Logits = (
        from count in Gen.Choose(1, 1_000)
        from size in Gen.Elements(0.01f, 1, 30, 1_000, 1e30f)
        from logits in Gen.Choose(-1_000, 1_000).ArrayOf(count)
        select Array.ConvertAll(logits, logit => logit / 1_000f * size)).ToArbitrary();

    [Fact]
    public void Scores_are_from_0_to_1_and_add_up_to_1() => Prop.ForAll(Logits, logits =>
    {
        var scores = ScoresOf(logits);
        Assert.All(scores, score => Assert.InRange(score, 0, 1.000001f));
        Assert.Equal(1, scores.Sum(score => (double)score), 1e-4);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void They_are_those_of_the_formula() => Prop.ForAll(Logits, logits =>
    {
        var powers = logits.Select(logit => Math.Exp((double)logit - logits.Max())).ToArray();
        var expected = powers.Select(power => power / powers.Sum());
        Assert.All(ScoresOf(logits).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_greater_logit_never_has_a_lesser_score() => Prop.ForAll(Logits, logits =>
    {
        var byLogit = logits.Zip(ScoresOf(logits)).OrderBy(pair => pair.First).Select(pair => pair.Second).ToArray();
        Assert.Equal(byLogit.Order(), byLogit);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Logits_that_cannot_be_are_left_out() => Assert.Equal([0, 1], ScoresOf([float.NegativeInfinity, 3]));

    private static float[] ScoresOf(float[] logits)
    {
        var scores = (float[])logits.Clone();
        Softmax.InPlace(scores);
        return scores;
    }
}
