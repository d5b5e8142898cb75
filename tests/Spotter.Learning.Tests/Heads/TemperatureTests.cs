using Spotter.Learning.Heads;

namespace Spotter.Learning.Tests.Heads;

public sealed class TemperatureTests
{
    [Fact]
    public void A_head_that_claims_too_much_is_cooled_until_its_scores_are_true()
    {
        // It says 0.993 and is right four times in five.
        var logits = Enumerable.Range(0, 1000).Select(_ => new[] { 5f, 0f }).ToList();
        var labels = Enumerable.Range(0, 1000).Select(i => i % 5 == 0 ? 1 : 0).ToList();

        var temperature = Temperature.Fit(logits, labels);

        Assert.Equal(0.8, Temperature.Apply(logits[0], temperature)[0], 0.01);
    }

    [Fact]
    public void A_handful_of_right_answers_does_not_claim_certainty()
    {
        var logits = Enumerable.Range(0, 6).Select(_ => new[] { 40f, 0f }).ToList();

        var temperature = Temperature.Fit(logits, [0, 0, 0, 0, 0, 0]);

        // Six that are right of six prove seven in eight.
        Assert.Equal(7 / 8.0, Temperature.Apply(logits[0], temperature)[0], 0.01);
    }

    [Fact]
    public void A_cooled_head_says_what_the_temperature_says()
    {
        var head = new Head(
            [new DenseLayer(2, 3, [1, 2, 0, 1, -1, 1], [0.5f, 0, 1]), new DenseLayer(3, 2, [1, 0, 2, -1, 1, 0], [0, 0.3f])]);

        Assert.Equal(Temperature.Apply(head.Logits([1, 2]), 1.7), head.Cooled(1.7).Score([1, 2]), (a, b) => Math.Abs(a - b) < 1e-6);
    }
}
