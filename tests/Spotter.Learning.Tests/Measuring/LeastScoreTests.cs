using Spotter.Learning.Measuring;

namespace Spotter.Learning.Tests.Measuring;

/// <summary>The least score that is recommended for a wanted precision.</summary>
public sealed class LeastScoreTests
{
    [Fact]
    public void It_finds_the_most_pictures_where_the_precision_is_sure()
    {
        // From the top 60 right ones, a wrong one, 60 right ones, and then only wrong ones.
        var pictures = Scored([.. Enumerable.Range(0, 141).Select(place => place < 121 && place != 60)]);

        var least = new LabelRanking(pictures, 0).LeastScore(0.95);

        Assert.Equal(1 - (120.5 / 200), least.Score, 1e-3);
        Assert.InRange(least.SurePrecision, 0.95, 0.97);
    }

    [Fact]
    public void Where_no_score_makes_it_sure_the_most_are_found_at_the_highest_there_is()
    {
        var pictures = Scored([.. Enumerable.Range(0, 40).Select(place => place < 20)]);

        var least = new LabelRanking(pictures, 0).LeastScore(0.98);

        Assert.Equal(1 - (19.5 / 200), least.Score, 1e-3);
        Assert.Equal(Math.Pow(0.05, 1 / 20.0), least.SurePrecision, 1e-6);
    }

    [Theory]
    [InlineData(100, 0.8)]
    [InlineData(300, 0.9)]
    [InlineData(300, 0.95)]
    public void It_brings_the_precision_on_pictures_it_was_not_chosen_on(int each, double wanted)
    {
        const int Trials = 400;
        var random = new Random(13);
        var (sure, delivered) = (0, 0);
        for (var trial = 0; trial < Trials; trial++)
        {
            // A label's score is the better of two chances and another's the worse, so the share that reaches s is 1 - s^4 and (1 - s)^4.
            var pictures = Enumerable.Range(0, 2 * each).Select(i => Picture(i % 2, i % 2 == 0
                ? Enumerable.Range(0, 4).Max(_ => random.NextDouble())
                : Enumerable.Range(0, 4).Min(_ => random.NextDouble()))).ToList();
            var least = new LabelRanking(pictures, 0).LeastScore(wanted);
            if (least.SurePrecision < wanted)
                continue;

            var (hits, alarms) = (1 - Math.Pow(least.Score, 4), Math.Pow(1 - least.Score, 4));
            sure++;
            delivered += hits / (hits + alarms) >= wanted ? 1 : 0;
        }

        Assert.InRange(sure, Trials / 2, Trials);
        Assert.InRange(delivered / (double)sure, 0.93, 1);
    }

    private static List<ScoredPicture> Scored(IReadOnlyList<bool> right) =>
        [.. right.Select((isRight, place) => Picture(isRight ? 0 : 1, 1 - (place / 200.0)))];

    private static ScoredPicture Picture(int label, double score) => new("", label, [(float)score, (float)(1 - score)]);
}
