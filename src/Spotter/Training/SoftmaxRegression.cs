using System.Numerics.Tensors;
using Spotter.Classifying;

namespace Spotter.Training;

/// <summary>
/// Multinomial logistic regression: minimises the weighted mean of -log(score of the right label) plus half the L2 penalty times the squared
/// weights (the bias is free), over all pictures at once. The parameters are the weights, one row per label, and then the bias.
/// </summary>
/// <param name="features">One row per picture, standardised.</param>
/// <param name="labels">The right label of each row, from 0.</param>
/// <param name="labelCount">How many labels there are.</param>
internal sealed class SoftmaxRegression(FeatureMatrix features, int[] labels, int labelCount)
{
    // Fixed, so that sums run in one order whatever the number of processors.
    private const int Blocks = 8;
    private readonly float[] _rowWeights = BalancedWeights(labels, labelCount);

    private int WeightCount => labelCount * features.Columns;

    /// <summary>Finds the head that minimises the loss.</summary>
    public SoftmaxHead Fit(double penalty, CancellationToken cancellationToken)
    {
        var parameters = new float[WeightCount + labelCount];
        LbfgsMinimiser.Minimise((at, gradient) => Loss(at, gradient, penalty, cancellationToken), parameters);
        return new SoftmaxHead(labelCount, features.Columns, parameters[..WeightCount], parameters[WeightCount..]);
    }

    /// <summary>Writes softmax(weights x features + bias).</summary>
    public static void Score(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, ReadOnlySpan<float> row, Span<float> scores)
    {
        for (var label = 0; label < scores.Length; label++)
            scores[label] = TensorPrimitives.Dot(weights.Slice(label * row.Length, row.Length), row) + bias[label];

        Softmax.InPlace(scores);
    }

    private double Loss(float[] parameters, float[] gradient, double penalty, CancellationToken cancellationToken)
    {
        var losses = new double[Blocks];
        var gradients = new float[Blocks][];
        Parallel.For(0, Blocks, new ParallelOptions { CancellationToken = cancellationToken }, block =>
        {
            gradients[block] = new float[parameters.Length];
            losses[block] = BlockLoss(block, parameters, gradients[block]);
        });

        Array.Clear(gradient);
        foreach (var part in gradients)
            TensorPrimitives.Add(gradient, part, gradient);

        var weights = parameters.AsSpan(0, WeightCount);
        TensorPrimitives.MultiplyAdd(weights, (float)penalty, gradient.AsSpan(0, WeightCount), gradient.AsSpan(0, WeightCount));
        return losses.Sum() + (penalty / 2 * TensorPrimitives.SumOfSquares<float>(weights));
    }

    private double BlockLoss(int block, ReadOnlySpan<float> parameters, Span<float> gradient)
    {
        var weights = parameters[..WeightCount];
        var bias = parameters[WeightCount..];
        var scores = new float[labelCount];
        var loss = 0.0;
        var end = (int)((long)features.Rows * (block + 1) / Blocks);
        for (var row = (int)((long)features.Rows * block / Blocks); row < end; row++)
        {
            var values = features[row];
            Score(weights, bias, values, scores);
            loss -= _rowWeights[row] * Math.Log(Math.Max(scores[labels[row]], float.Epsilon));

            scores[labels[row]] -= 1;
            for (var label = 0; label < labelCount; label++)
            {
                var slope = scores[label] * _rowWeights[row];
                var target = gradient.Slice(label * features.Columns, features.Columns);
                TensorPrimitives.MultiplyAdd(values, slope, target, target);
                gradient[WeightCount + label] += slope;
            }
        }

        return loss;
    }

    // Every label weighs the same however many pictures it has; all weights add up to 1.
    private static float[] BalancedWeights(int[] labels, int labelCount)
    {
        var counts = new int[labelCount];
        foreach (var label in labels)
            counts[label]++;
        return [.. labels.Select(label => 1f / (labelCount * counts[label]))];
    }
}
