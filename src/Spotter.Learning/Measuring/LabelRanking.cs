using Spotter.Insights;

namespace Spotter.Learning.Measuring;

/// <summary>All pictures in the order of one label's score, the highest first: what every least score would do.</summary>
internal sealed class LabelRanking
{
    private readonly List<(double Score, bool IsLabel)> _ranked;

    /// <param name="pictures">What a model said of pictures it was not fitted to.</param>
    /// <param name="label">Which label.</param>
    public LabelRanking(IEnumerable<ScoredPicture> pictures, int label)
    {
        _ranked =
        [
            .. pictures
                .Select(picture => (Score: (double)picture.Scores[label], IsLabel: picture.Label == label))
                .OrderByDescending(entry => entry.Score),
        ];
        Positives = _ranked.Count(entry => entry.IsLabel);
    }

    /// <summary>How many pictures have the label.</summary>
    public int Positives { get; }

    /// <summary>
    /// The area under the receiver operating characteristic: how often a picture of the label scores higher than another one, ties counting
    /// half.
    /// Null where one of the two kinds is absent.
    /// </summary>
    public double? Auc
    {
        get
        {
            var negatives = _ranked.Count - Positives;
            if (Positives == 0 || negatives == 0)
                return null;

            var wins = 0.0;
            var negativesAbove = 0;
            foreach (var tied in _ranked.GroupBy(entry => entry.Score))
            {
                var positives = tied.Count(entry => entry.IsLabel);
                var others = tied.Count() - positives;
                wins += positives * (negatives - negativesAbove - (others / 2.0));
                negativesAbove += others;
            }

            return wins / ((double)Positives * negatives);
        }
    }

    /// <summary>Precision and recall at every score where they change, from the highest score to the lowest.</summary>
    public IReadOnlyList<PrecisionRecallPoint> Curve()
    {
        var points = new List<PrecisionRecallPoint>();
        var hits = 0;
        for (var taken = 1; taken <= _ranked.Count; taken++)
        {
            hits += _ranked[taken - 1].IsLabel ? 1 : 0;
            if (taken < _ranked.Count && _ranked[taken].Score == _ranked[taken - 1].Score)
                continue;
            points.Add(new PrecisionRecallPoint(
                _ranked[taken - 1].Score, hits / (double)taken, Positives == 0 ? 0 : hits / (double)Positives, taken));
        }

        return points;
    }

    /// <summary>The mean precision over all recalls: the sum of each step in recall times the precision there.</summary>
    public double AveragePrecision()
    {
        var (sum, recall) = (0.0, 0.0);
        foreach (var point in Curve())
        {
            sum += (point.Recall - recall) * point.Precision;
            recall = point.Recall;
        }

        return sum;
    }

    /// <summary>
    /// The least score to recommend, half-way between the last score that passes and the next: with a wanted precision, the one that finds
    /// the most pictures where the precision is that high with a confidence of 95 %, or where no score is so good, at the highest precision
    /// there is; without, the one with the highest F1 = 2 hits / (2 hits + false alarms + misses).
    /// </summary>
    public LeastScore LeastScore(double? wantedPrecision)
    {
        var curve = Curve();
        if (curve.Count == 0)
            return new LeastScore(0.5, 0);

        var best = wantedPrecision is { } wanted ? Surest(curve, wanted) : curve.MaxBy(F1)!;
        var next = curve.SkipWhile(point => point != best).Skip(1).FirstOrDefault()?.Score ?? 0;
        return new LeastScore(Math.Round((best.Score + next) / 2, 3), SurePrecision(best));
    }

    private static PrecisionRecallPoint Surest(IReadOnlyList<PrecisionRecallPoint> curve, double wanted)
    {
        if (curve.LastOrDefault(point => point.Precision >= wanted && SurePrecision(point) >= wanted) is { } sure)
            return sure;

        // Not the one whose precision is surest: that is often one with many pictures, and below what is wanted for certain.
        var highest = curve.Max(point => point.Precision);
        return curve.Last(point => point.Precision >= highest);
    }

    private static double SurePrecision(PrecisionRecallPoint point) =>
        Interval.LowerBound((int)Math.Round(point.Precision * point.Taken), point.Taken);

    private double F1(PrecisionRecallPoint point) => 2 * point.Recall * Positives / (point.Taken + Positives);
}
