using Spotter.Training;

namespace Spotter.Tests.Training;

public sealed class HeadTrainerTests
{
    [Fact]
    public void A_line_between_two_groups_is_found_whatever_the_features_scale()
    {
        var (rows, labels) = Groups(perLabel: 60, labelCount: 3);

        var head = HeadTrainer.Fit(rows, labels, 3, CancellationToken.None);

        Assert.All(rows.Zip(labels), pair => Assert.Equal(pair.Second, Best(head.Score(pair.First))));
    }

    [Fact]
    public void At_the_minimum_no_small_step_lowers_the_loss()
    {
        var (rows, labels) = Groups(perLabel: 20, labelCount: 2);
        var matrix = FeatureMatrix.Of(rows);
        var (mean, deviation) = matrix.Measure();
        var features = matrix.Standardise(mean, deviation);

        var head = new SoftmaxRegression(features, labels, 2).Fit(0.1, CancellationToken.None);

        var least = Loss(head, features, labels, 0.1);
        for (var i = 0; i < head.Weights.Length; i++)
            foreach (var step in new[] { -0.02f, 0.02f })
                Assert.True(Loss(head with { Weights = [.. head.Weights.Select((weight, at) => at == i ? weight + step : weight)] }, features, labels, 0.1) >= least);
    }

    [Fact]
    public void A_rare_label_weighs_as_much_as_a_common_one()
    {
        var random = new Random(1);
        var rows = Enumerable.Range(0, 220).Select(i => new[] { (float)(random.NextDouble() + (i < 20 ? 0.3 : 0)) }).ToList();
        var labels = Enumerable.Range(0, 220).Select(i => i < 20 ? 0 : 1).ToArray();

        var head = HeadTrainer.Fit(rows, labels, 2, CancellationToken.None);

        Assert.True(rows.Take(20).Count(row => Best(head.Score(row)) == 0) >= 10);
    }

    private static int Best(float[] scores) => Array.IndexOf(scores, scores.Max());

    private static double Loss(SoftmaxHead head, FeatureMatrix features, int[] labels, double penalty) =>
        Enumerable.Range(0, features.Rows).Average(row => -Math.Log(head.Score(features[row])[labels[row]]))
        + (penalty / 2 * head.Weights.Sum(weight => (double)weight * weight));

    // Feature 0 tells the labels apart on a scale of thousands, feature 1 is noise, feature 2 never changes.
    private static (List<float[]> Rows, int[] Labels) Groups(int perLabel, int labelCount)
    {
        var random = new Random(3);
        var labels = Enumerable.Range(0, perLabel * labelCount).Select(i => i % labelCount).ToArray();
        return ([.. labels.Select(label => new[] { (label * 5000f) + random.Next(1000), (float)random.NextDouble(), 7 })], labels);
    }
}
