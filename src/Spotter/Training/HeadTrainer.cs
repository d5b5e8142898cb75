namespace Spotter.Training;

/// <summary>Finds the head for features as the backbone gives them.</summary>
internal static class HeadTrainer
{
    // From "the features say it all" to "trust few of them": a decade apart is as fine as a validation split can tell.
    private static readonly double[] Penalties = [0.001, 0.01, 0.1, 1];
    private const int ValidationShare = 5;

    /// <summary>
    /// Fits a head. The L2 penalty is the one with the least loss on every fifth picture when the head is fitted to the others; the head itself
    /// is then fitted to all.
    /// </summary>
    /// <param name="rows">The features of each picture, in an order that has nothing to do with the labels.</param>
    /// <param name="labels">The label of each picture, from 0.</param>
    /// <param name="labelCount">How many labels there are.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static SoftmaxHead Fit(IReadOnlyList<float[]> rows, int[] labels, int labelCount, CancellationToken cancellationToken)
    {
        var matrix = FeatureMatrix.Of(rows);
        var (mean, deviation) = matrix.Measure();
        var standardised = matrix.Standardise(mean, deviation);
        var penalty = BestPenalty(standardised, labels, labelCount, cancellationToken);
        var head = new SoftmaxRegression(standardised, labels, labelCount).Fit(penalty, cancellationToken);
        return ForRawFeatures(head, mean, deviation);
    }

    private static double BestPenalty(FeatureMatrix features, int[] labels, int labelCount, CancellationToken cancellationToken)
    {
        var position = new int[labelCount];
        var isValidation = labels.Select(label => position[label]++ % ValidationShare == ValidationShare - 1).ToArray();
        // Without a validation picture of every label the choice would favour those that have one.
        if (position.Min() < ValidationShare)
            return Penalties[2];

        var (fitting, fittingLabels) = Take(features, labels, row => !isValidation[row]);
        var (validation, validationLabels) = Take(features, labels, row => isValidation[row]);
        var regression = new SoftmaxRegression(fitting, fittingLabels, labelCount);
        return Penalties.MinBy(penalty => MeanLoss(regression.Fit(penalty, cancellationToken), validation, validationLabels));
    }

    private static (FeatureMatrix Features, int[] Labels) Take(FeatureMatrix features, int[] labels, Func<int, bool> wanted)
    {
        var rows = Enumerable.Range(0, features.Rows).Where(wanted).ToList();
        return (FeatureMatrix.Of([.. rows.Select(row => features[row].ToArray())]), [.. rows.Select(row => labels[row])]);
    }

    private static double MeanLoss(SoftmaxHead head, FeatureMatrix features, int[] labels) =>
        Enumerable.Range(0, features.Rows).Average(row => -Math.Log(Math.Max(head.Score(features[row])[labels[row]], 1e-9f)));

    // w . (x - m) / d + b = (w / d) . x + (b - sum of w m / d): the model needs no step of its own for it.
    private static SoftmaxHead ForRawFeatures(SoftmaxHead head, float[] mean, float[] deviation)
    {
        var weights = new float[head.Weights.Length];
        var bias = new float[head.LabelCount];
        for (var label = 0; label < head.LabelCount; label++)
        {
            double sum = head.Bias[label];
            for (var column = 0; column < head.FeatureCount; column++)
            {
                var i = (label * head.FeatureCount) + column;
                weights[i] = head.Weights[i] / deviation[column];
                sum -= (double)weights[i] * mean[column];
            }

            bias[label] = (float)sum;
        }

        return head with { Weights = weights, Bias = bias };
    }
}
