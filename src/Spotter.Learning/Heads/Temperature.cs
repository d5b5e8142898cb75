using Spotter.Models;

namespace Spotter.Learning.Heads;

/// <summary>
/// Temperature scaling: one number that all logits are divided by, so that of the pictures with the score 0.8 about 80 % are right
/// (C. Guo et al., "On Calibration of Modern Neural Networks", ICML 2017, section 4.2). The best label never changes.
/// </summary>
internal static class Temperature
{
    private const double Min = 0.1;
    private const double Max = 100;
    private const int Steps = 60;

    /// <summary>The temperature with the least sum of the pictures' cautious losses.</summary>
    /// <param name="logits">One row per picture that the head was not fitted to.</param>
    /// <param name="labels">The right label of each, from 0.</param>
    public static double Fit(IReadOnlyList<float[]> logits, IReadOnlyList<int> labels)
    {
        // Golden-section search: the loss has one minimum in ln T where it matters.
        var golden = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (Math.Log(Min), Math.Log(Max));
        for (var step = 0; step < Steps; step++)
        {
            var left = high - (golden * (high - low));
            var right = low + (golden * (high - low));
            if (Loss(logits, labels, left) < Loss(logits, labels, right))
                high = right;
            else
                low = left;
        }

        return Math.Exp((low + high) / 2);
    }

    /// <summary>The scores at a temperature.</summary>
    public static float[] Apply(ReadOnlySpan<float> logits, double temperature)
    {
        var scores = new float[logits.Length];
        System.Numerics.Tensors.TensorPrimitives.Divide(logits, (float)temperature, scores);
        Softmax.InPlace(scores);
        return scores;
    }

    private static double Loss(IReadOnlyList<float[]> logits, IReadOnlyList<int> labels, double logTemperature)
    {
        var temperature = Math.Exp(logTemperature);
        return logits.Select((row, i) => CautiousLoss.Of(row, labels[i], temperature, logits.Count)).Sum();
    }
}
