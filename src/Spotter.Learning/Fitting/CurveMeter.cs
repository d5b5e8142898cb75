using Spotter.Insights;
using Spotter.Learning.Features;
using Spotter.Learning.Measuring;
using Spotter.Learning.Splitting;

namespace Spotter.Learning.Fitting;

/// <summary>Measures heads that are fitted to fewer pictures than there are.</summary>
/// <param name="chooser">Fits heads.</param>
/// <param name="labels">The labels.</param>
/// <param name="seed">Decides which pictures are drawn.</param>
/// <param name="done">Told after each fit.</param>
internal sealed class CurveMeter(HeadChooser chooser, IReadOnlyList<string> labels, int seed, Action done)
{
    /// <summary>One point per size: the mean over the holdouts and the repeats.</summary>
    /// <param name="sizes">How many pictures of each label to fit to.</param>
    /// <param name="holdouts">What to fit to and what to measure on; more than one where folds take turns.</param>
    /// <param name="repeats">How many samples are drawn of each holdout.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public IReadOnlyList<LearningPoint> Measure(
        IReadOnlyList<int> sizes, IReadOnlyList<Holdout> holdouts, int repeats, CancellationToken cancellationToken) =>
        [.. sizes.Select(
            size => PointOf(size, [.. Enumerable.Range(0, repeats).Select(repeat => Try(holdouts, size, repeat, cancellationToken))]))];

    private Evaluation Try(IReadOnlyList<Holdout> holdouts, int size, int repeat, CancellationToken cancellationToken)
    {
        var scored = new List<ScoredPicture>();
        foreach (var holdout in holdouts)
        {
            var (head, _) = chooser.Fit(Sample(holdout.Training, size, repeat), cancellationToken);
            scored.AddRange(UnseenLogits.Of(head, holdout.Unseen).Score(temperature: 1));
            done();
        }

        return Evaluator.Evaluate(scored, labels, (_, _) => null);
    }

    private List<PictureFeatures> Sample(IReadOnlyList<PictureFeatures> pictures, int perLabel, int repeat) =>
        [.. pictures
            .OrderBy(picture => KeyedHash.Of(picture.Picture.Hash, seed, SplitPurpose.Sample + repeat))
            .GroupBy(picture => picture.Picture.Label)
            .SelectMany(label => label.Take(perLabel))];

    private static LearningPoint PointOf(int perLabel, Evaluation[] repeats)
    {
        var accuracy = repeats.Average(one => one.Accuracy);
        var pictures = repeats[0].Pictures;
        return new LearningPoint(
            perLabel, accuracy, Interval.Exact((int)Math.Round(accuracy * pictures), pictures), repeats.Average(one => one.Auc));
    }
}
