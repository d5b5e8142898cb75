using Spotter.Insights;

namespace Spotter.Learning.Measuring;

/// <summary>Accuracy against pictures: is it worth to collect more?</summary>
/// <param name="Points">From few pictures to all.</param>
/// <param name="AccuracyWithTwice">
/// What twice as many pictures of each label would probably reach, when the errors go on falling as they did; null where the points do not
/// tell.
/// </param>
public sealed record LearningCurve(IReadOnlyList<LearningPoint> Points, double? AccuracyWithTwice)
{
    /// <summary><see cref="AccuracyWithTwice"/> from one end of today's interval to the other; null where that is.</summary>
    public Interval? AccuracyWithTwiceInterval =>
        AccuracyWithTwice is { } twice && (1 - twice) / (1 - Points[^1].Accuracy) is var left
            ? new Interval(1 - (left * (1 - Points[^1].AccuracyInterval.Low)), 1 - (left * (1 - Points[^1].AccuracyInterval.High)))
            : null;

    private static readonly int[] Steps = [5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
    private const int PointsForTrend = 3;

    /// <summary>How many pictures of each label to try, below what there is.</summary>
    /// <param name="largest">How many pictures the label with the most has.</param>
    // A step close to all there is would say nothing of its own.
    internal static IReadOnlyList<int> Sizes(int largest) => [.. Steps.Where(step => step * 5L <= largest * 4L)];

    /// <summary>A curve with what it promises.</summary>
    internal static LearningCurve Of(IReadOnlyList<LearningPoint> points, LearningPoint all)
    {
        List<LearningPoint> whole = [.. points, all];
        return new LearningCurve(whole, Extrapolate(whole));
    }

    // Errors fall as a power of the pictures (J. Hestness et al., "Deep Learning Scaling is Predictable, Empirically", 2017): a line
    // through the
    // last points of ln(error) against ln(pictures), followed for one doubling from where the curve is now.
    private static double? Extrapolate(List<LearningPoint> points)
    {
        var last = points.TakeLast(PointsForTrend).Where(point => point.Accuracy < 1).ToList();
        if (last.Count < PointsForTrend)
            return null;

        var meanX = last.Average(point => Math.Log(point.PicturesPerLabel));
        var meanY = last.Average(point => Math.Log(1 - point.Accuracy));
        var slope = last.Sum(point => (Math.Log(point.PicturesPerLabel) - meanX) * (Math.Log(1 - point.Accuracy) - meanY))
            / last.Sum(point => Math.Pow(Math.Log(point.PicturesPerLabel) - meanX, 2));
        return 1 - ((1 - points[^1].Accuracy) * Math.Pow(2, Math.Min(0, slope)));
    }
}
