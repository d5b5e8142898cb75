using Spotter.Models;
using Spotter.Pictures;
using Xunit;

namespace Spotter.Contracts.Models;

/// <summary>What every classifier does, wherever its models are.</summary>
public abstract class PictureClassifierContract
{
    protected abstract IPictureClassifier Classifier { get; }

    /// <summary>The name of a model.</summary>
    protected abstract string Model { get; }

    [Fact]
    public async Task Every_label_has_a_score_from_0_to_1_and_the_best_comes_first()
    {
        var scores = await Classifier.ClassifyAsync(Model, SamplePicture(), CancellationToken.None);

        var labels = (await Classifier.DescribeAsync(Model, CancellationToken.None)).Labels;
        Assert.Equal(labels.Order(StringComparer.Ordinal), scores.Select(score => score.Label).Order(StringComparer.Ordinal));
        Assert.All(scores, score => Assert.InRange(score.Score, 0, 1));
        Assert.Equal(scores.OrderByDescending(score => score.Score), scores);
    }

    [Fact]
    public async Task The_same_picture_has_the_same_scores_for_everybody_who_asks_at_a_time()
    {
        var once = await Classifier.ClassifyAsync(Model, SamplePicture(), CancellationToken.None);

        var often = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Classifier.ClassifyAsync(Model, SamplePicture(), CancellationToken.None)));

        Assert.All(often, scores => Assert.Equal(once, scores));
    }

    [Fact]
    public Task Bytes_that_are_no_picture_are_refused() =>
        Assert.ThrowsAsync<PictureFormatException>(() => Classifier.ClassifyAsync(
            Model, "soup of the day"u8.ToArray(), CancellationToken.None));

    [Fact]
    public async Task A_model_that_is_not_there_is_named()
    {
        var classifying = await Assert.ThrowsAsync<ModelException>(() => Classifier.ClassifyAsync(
            "soup", SamplePicture(), CancellationToken.None));
        var describing = await Assert.ThrowsAsync<ModelException>(() => Classifier.DescribeAsync("soup", CancellationToken.None));

        Assert.Contains("There is no model 'soup'", classifying.Message);
        Assert.Contains("There is no model 'soup'", describing.Message);
    }

    protected abstract byte[] SamplePicture();
}
