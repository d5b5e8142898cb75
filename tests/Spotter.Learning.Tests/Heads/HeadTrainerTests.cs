using Spotter.Learning.Features;
using Spotter.Learning.Heads;
using Spotter.Learning.Splitting;

namespace Spotter.Learning.Tests.Heads;

public sealed class HeadTrainerTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void A_line_between_groups_is_found_whatever_the_features_scale(int hidden)
    {
        var pictures = Groups(perLabel: 60, labelCount: 3);

        var head = FitWithChosenPenalty(Trainer(3, hidden), pictures[..150], pictures[150..]);

        Assert.All(pictures, picture => Assert.Equal(picture.Picture.Label, Best(head, picture)));
    }

    [Fact]
    public void A_hidden_layer_finds_what_no_line_divides()
    {
        var random = new Random(2);
        var pictures = Enumerable.Range(0, 400).Select(_ => (X: random.NextDouble() - 0.5, Y: random.NextDouble() - 0.5))
            .Select(at => Picture(at.X * at.Y > 0 ? 0 : 1, (float)at.X, (float)at.Y)).ToList();

        var plain = FitWithChosenPenalty(Trainer(2, 0), pictures[..300], pictures[300..]);
        var layered = FitWithChosenPenalty(Trainer(2, 16), pictures[..300], pictures[300..]);

        Assert.InRange(pictures.Count(picture => Best(plain, picture) == picture.Picture.Label), 0, 280);
        Assert.InRange(pictures.Count(picture => Best(layered, picture) == picture.Picture.Label), 380, 400);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void At_the_minimum_no_small_step_lowers_the_loss(int hidden)
    {
        var pictures = Groups(perLabel: 20, labelCount: 2);
        var rows = TrainingRows.Of(pictures, new LabelWeights(2));
        var features = rows.Features.ScaledBy(FeatureScale.Of(rows.Features));
        var objective = new HeadObjective(features, rows.Labels, rows.Weights, 2, hidden);
        var parameters = objective.Start(seed: 1);
        objective.Minimise(parameters, 0.1, CancellationToken.None);

        var least = Loss(objective.ToHead(parameters), features, rows.Labels, 0.1);

        for (var i = 0; i < parameters.Length; i++)
            foreach (var step in new[] { -0.03f, 0.03f })
            {
                float[] moved = [.. parameters.Select((value, at) => at == i ? value + step : value)];
                Assert.True(Loss(objective.ToHead(moved), features, rows.Labels, 0.1) >= least - 1e-6);
            }
    }

    [Fact]
    public void A_rare_label_weighs_as_much_as_a_common_one_unless_told_otherwise()
    {
        var random = new Random(1);
        var pictures = Enumerable.Range(0, 220).Select(
            i => Picture(i < 20 ? 0 : 1, (float)(random.NextDouble() + (i < 20 ? 0.3 : 0)))).ToList();

        var balanced = Trainer(2, 0).Fit(pictures, 0.1, CancellationToken.None);
        var plain = new HeadTrainer(new LabelWeights(2, balanced: false), 2, 0, 0).Fit(pictures, 0.1, CancellationToken.None);
        var wanted = new HeadTrainer(new LabelWeights(2, balanced: true, [5, 1]), 2, 0, 0).Fit(pictures, 0.1, CancellationToken.None);

        int Found(Head head) => pictures.Take(20).Count(picture => Best(head, picture) == 0);
        Assert.InRange(Found(balanced), 10, 19);
        Assert.InRange(Found(plain), 0, 2);
        Assert.Equal(20, Found(wanted));
    }

    [Fact]
    public void A_picture_counts_the_same_however_many_copies_it_has()
    {
        var pictures = Groups(perLabel: 10, labelCount: 2);
        var copied = pictures.Select(picture => picture with { Copies = [picture.Values, picture.Values] }).ToList();

        var one = Trainer(2, 0).Fit(pictures, 0.1, CancellationToken.None);
        var three = Trainer(2, 0).Fit(copied, 0.1, CancellationToken.None);

        Assert.All(pictures, picture => Assert.Equal(one.Score(picture.Values)[0], three.Score(picture.Values)[0], 1e-3));
    }

    [Fact]
    public void The_same_seed_gives_the_same_hidden_layer()
    {
        var pictures = Groups(perLabel: 10, labelCount: 2);

        Assert.Equal(Trainer(2, 4).Fit(pictures, 0.1, CancellationToken.None).Layers[0].Weights, Trainer(2, 4).Fit(
            pictures, 0.1, CancellationToken.None).Layers[0].Weights);
    }

    [Fact]
    public void Features_that_tell_nothing_are_trusted_less_than_those_that_tell_the_label()
    {
        var random = new Random(4);
        var noise = Enumerable.Range(0, 100).Select(
            i => Picture(i % 2, [.. Enumerable.Range(0, 50).Select(_ => (float)random.NextDouble())])).ToList();

        Assert.True(Choose(noise) > Choose(Groups(perLabel: 50, labelCount: 2)));

        static double Choose(List<PictureFeatures> pictures) =>
            Trainer(2, 0).ChoosePenalty(
                [new Holdout(pictures[..50], pictures[50..]), new Holdout(pictures[50..], pictures[..50])], CancellationToken.None);
    }

    private static Head FitWithChosenPenalty(HeadTrainer trainer, List<PictureFeatures> training, List<PictureFeatures> unseen) =>
        trainer.Fit(training, trainer.ChoosePenalty([new Holdout(training, unseen)], CancellationToken.None), CancellationToken.None);

    private static HeadTrainer Trainer(int labelCount, int hidden) => new(new LabelWeights(labelCount), labelCount, hidden, seed: 1);

    private static int Best(Head head, PictureFeatures picture)
    {
        var scores = head.Score(picture.Values);
        return Array.IndexOf(scores, scores.Max());
    }

    private static double Loss(Head head, FeatureMatrix features, int[] labels, double penalty) =>
        Enumerable.Range(0, features.Rows).Average(row => -Math.Log(head.Score(features[row])[labels[row]]))
        + (penalty / 2 * head.Layers.Sum(layer => layer.Weights.Sum(weight => (double)weight * weight)));

    private static PictureFeatures Picture(int label, params float[] values) => new(new TrainingPicture("", label, new byte[32]), values);

    // Feature 0 tells the labels apart on a scale of thousands, feature 1 is noise, feature 2 never changes.
    private static List<PictureFeatures> Groups(int perLabel, int labelCount)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, perLabel * labelCount).Select(
            i => Picture(i % labelCount, (i % labelCount * 5000f) + random.Next(1000), (float)random.NextDouble(), 7))];
    }
}
