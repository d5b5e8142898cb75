using Spotter.Insights;

namespace Spotter.Learning.Measuring;

/// <summary>Counts how well a model did.</summary>
internal static class Evaluator
{
    private const int MaxPoints = 200;
    private const int Bins = 10;

    /// <summary>Measures a model on pictures it was not fitted to.</summary>
    /// <param name="pictures">What it said of them; at least one.</param>
    /// <param name="labels">The model's labels.</param>
    /// <param name="leastScoreOf">The least score that was recommended without this picture; null for none.</param>
    public static Evaluation Evaluate(
        IReadOnlyList<ScoredPicture> pictures, IReadOnlyList<string> labels, Func<ScoredPicture, int, double?> leastScoreOf)
    {
        var seen = pictures.SelectMany(picture => new[] { picture.Label, picture.Best }).Distinct().Order().ToList();
        var right = pictures.Count(picture => picture.IsRight);
        var measured = seen.Select(label => Measure(pictures, label, labels[label], leastScoreOf)).ToList();
        var bins = Calibrate(pictures);
        return new Evaluation
        {
            Pictures = pictures.Count,
            Accuracy = right / (double)pictures.Count,
            AccuracyInterval = Interval.Exact(right, pictures.Count),
            CommonestShare = pictures.CountBy(picture => picture.Label).Max(count => count.Value) / (double)pictures.Count,
            Auc = measured.Average(label => label.Auc),
            LogLoss = pictures.Average(picture => -Math.Log(Math.Max(picture.Scores[picture.Label], 1e-9f))),
            CalibrationError = bins.Sum(bin => Math.Abs(bin.MeanScore - bin.Right) * bin.Pictures) / pictures.Count,
            Labels = measured,
            Confusion = [.. seen.Select(row => (IReadOnlyList<int>)[.. seen.Select(
                column => pictures.Count(picture => picture.Label == row && picture.Best == column))])],
            Calibration = bins,
            Scored = pictures,
            Wrong =
            [
                .. pictures
                    .Where(picture => !picture.IsRight)
                    .OrderByDescending(picture => picture.Scores[picture.Best])
                    .ThenBy(picture => picture.Path, StringComparer.Ordinal)
                    .Select(picture => new WrongPicture(
                        picture.Path,
                        labels[picture.Label],
                        labels[picture.Best],
                        picture.Scores[picture.Best],
                        picture.Scores[picture.Label]
                    )),
            ],
        };
    }

    private static LabelEvaluation Measure(
        IReadOnlyList<ScoredPicture> pictures, int label, string name, Func<ScoredPicture, int, double?> leastScoreOf)
    {
        var ranking = new LabelRanking(pictures, label);
        var given = pictures.Count(picture => picture.Best == label);
        var hits = pictures.Count(picture => picture.Best == label && picture.IsRight);
        // A picture is held against the least score that was chosen without it.
        var passing = pictures.Where(picture => leastScoreOf(picture, label) is { } least && picture.Scores[label] >= least).ToList();
        var passingHits = passing.Count(picture => picture.Label == label);
        var leastScores = pictures.Select(picture => leastScoreOf(picture, label)).Distinct().ToList();
        return new LabelEvaluation
        {
            Label = name,
            Pictures = ranking.Positives,
            Precision = Share(hits, given),
            PrecisionInterval = Interval.Exact(hits, given),
            Recall = Share(hits, ranking.Positives),
            RecallInterval = Interval.Exact(hits, ranking.Positives),
            F1 = 2.0 * hits / Math.Max(1, given + ranking.Positives),
            Auc = ranking.Auc,
            AveragePrecision = ranking.AveragePrecision(),
            LeastScore = leastScores.Count == 1 ? leastScores[0] : null,
            PrecisionAtLeastScore = Share(passingHits, passing.Count),
            PrecisionAtLeastScoreInterval = Interval.Exact(passingHits, passing.Count),
            RecallAtLeastScore = leastScores is [null] ? null : Share(passingHits, ranking.Positives),
            RecallAtLeastScoreInterval = Interval.Exact(passingHits, ranking.Positives),
            PrecisionRecall = Thin(ranking.Curve()),
        };
    }

    private static double? Share(int part, int whole) => whole == 0 ? null : part / (double)whole;

    private static IReadOnlyList<PrecisionRecallPoint> Thin(IReadOnlyList<PrecisionRecallPoint> points) =>
        points.Count <= MaxPoints
            ? points
            : [.. Enumerable.Range(0, MaxPoints).Select(i => points[(int)((long)i * (points.Count - 1) / (MaxPoints - 1))])];

    private static List<CalibrationBin> Calibrate(IReadOnlyList<ScoredPicture> pictures) =>
        [.. pictures.GroupBy(picture => Math.Min(Bins - 1, (int)(picture.Scores[picture.Best] * Bins)))
            .OrderBy(bin => bin.Key)
            .Select(bin => new CalibrationBin(
                bin.Key / (double)Bins, (bin.Key + 1) / (double)Bins, bin.Count(),
                bin.Average(picture => picture.Scores[picture.Best]),
                bin.Count(picture => picture.IsRight) / (double)bin.Count(),
                Interval.Exact(bin.Count(picture => picture.IsRight), bin.Count())))];
}
