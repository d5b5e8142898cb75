using System.Numerics.Tensors;
using Spotter.Learning.Features;
using Spotter.Models;

namespace Spotter.Learning.Heads;

/// <summary>
/// What a head should make small: the weighted mean of -log(score of the right label) plus half the L2 penalty times the squared weights (a
/// bias
/// is free), over all pictures at once. Without a hidden layer that is multinomial logistic regression, which has one minimum.
/// The parameters are, layer by layer, the weights, one row per output, and then the bias.
/// </summary>
/// <param name="features">One row per picture, scaled.</param>
/// <param name="labels">The right label of each row, from 0.</param>
/// <param name="rowWeights">What each row counts; they add up to 1.</param>
/// <param name="labelCount">How many labels there are.</param>
/// <param name="hidden">How many units the hidden layer has; 0 for none.</param>
internal sealed class HeadObjective(FeatureMatrix features, int[] labels, float[] rowWeights, int labelCount, int hidden)
{
    // Fixed, so that sums run in one order whatever the number of processors.
    private const int Blocks = 8;

    public bool HasHiddenLayer => hidden > 0;

    private int TopInputs => hidden == 0 ? features.Columns : hidden;

    private int HiddenLength => hidden == 0 ? 0 : hidden * (features.Columns + 1);

    private int Length => HiddenLength + (labelCount * (TopInputs + 1));

    /// <summary>
    /// Where a search begins: zero, and small random weights in a hidden layer, whose units would all stay the same otherwise.
    /// </summary>
    public float[] Start(int seed)
    {
        var parameters = new float[Length];
        var random = new Random(seed);
        // He et al. 2015: a variance of 2 / inputs keeps the size of what max(0, x) passes on.
        var spread = Math.Sqrt(2.0 / features.Columns) * Math.Sqrt(3);
        for (var i = 0; i < hidden * features.Columns; i++)
            parameters[i] = (float)(((2 * random.NextDouble()) - 1) * spread);
        return parameters;
    }

    /// <summary>Moves the parameters to a minimum.</summary>
    public void Minimise(float[] parameters, double penalty, CancellationToken cancellationToken) =>
        LbfgsMinimiser.Minimise((at, gradient) => Loss(at, gradient, penalty, cancellationToken), parameters);

    /// <summary>The head that the parameters describe.</summary>
    public Head ToHead(float[] parameters)
    {
        if (hidden == 0)
            return new Head([Layer(parameters, 0, features.Columns, labelCount)]);

        return new Head([Layer(parameters, 0, features.Columns, hidden), Layer(parameters, HiddenLength, hidden, labelCount)]);
    }

    private static DenseLayer Layer(float[] parameters, int start, int inputs, int outputs)
    {
        var bias = start + (inputs * outputs);
        return new DenseLayer(inputs, outputs, parameters[start..bias], parameters[bias..(bias + outputs)]);
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

        var loss = losses.Sum();
        if (hidden > 0)
            loss += Shrink(parameters, gradient, 0, hidden * features.Columns, penalty);
        return loss + Shrink(parameters, gradient, HiddenLength, labelCount * TopInputs, penalty);
    }

    private static double Shrink(float[] parameters, float[] gradient, int start, int length, double penalty)
    {
        var weights = parameters.AsSpan(start, length);
        var slopes = gradient.AsSpan(start, length);
        TensorPrimitives.MultiplyAdd(weights, (float)penalty, slopes, slopes);
        return penalty / 2 * TensorPrimitives.SumOfSquares<float>(weights);
    }

    private double BlockLoss(int block, ReadOnlySpan<float> parameters, Span<float> gradient)
    {
        var units = new float[hidden];
        var unitSlopes = new float[hidden];
        var scores = new float[labelCount];
        var loss = 0.0;
        var end = (int)((long)features.Rows * (block + 1) / Blocks);
        for (var row = (int)((long)features.Rows * block / Blocks); row < end; row++)
        {
            var values = features[row];
            if (hidden > 0)
            {
                Forward(parameters[..HiddenLength], values, units);
                TensorPrimitives.Max(units, 0f, units);
            }

            var top = hidden > 0 ? units : values;
            Forward(parameters[HiddenLength..], top, scores);
            Softmax.InPlace(scores);
            loss -= rowWeights[row] * Math.Log(Math.Max(scores[labels[row]], float.Epsilon));

            scores[labels[row]] -= 1;
            TensorPrimitives.Multiply(scores, rowWeights[row], scores);
            Backward(top, scores, gradient[HiddenLength..]);
            if (hidden > 0)
            {
                SlopesOfUnits(parameters[HiddenLength..], scores, units, unitSlopes);
                Backward(values, unitSlopes, gradient[..HiddenLength]);
            }
        }

        return loss;
    }

    private static void Forward(ReadOnlySpan<float> layer, ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        var bias = layer[(inputs.Length * outputs.Length)..];
        for (var output = 0; output < outputs.Length; output++)
            outputs[output] = TensorPrimitives.Dot(layer.Slice(output * inputs.Length, inputs.Length), inputs) + bias[output];
    }

    private static void Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<float> slopes, Span<float> gradient)
    {
        var bias = gradient[(inputs.Length * slopes.Length)..];
        for (var output = 0; output < slopes.Length; output++)
        {
            // A unit that is off learns nothing from this picture.
            if (slopes[output] == 0)
                continue;
            var target = gradient.Slice(output * inputs.Length, inputs.Length);
            TensorPrimitives.MultiplyAdd(inputs, slopes[output], target, target);
            bias[output] += slopes[output];
        }
    }

    private void SlopesOfUnits(ReadOnlySpan<float> layer, ReadOnlySpan<float> scoreSlopes, ReadOnlySpan<float> units, Span<float> slopes)
    {
        slopes.Clear();
        for (var label = 0; label < labelCount; label++)
            TensorPrimitives.MultiplyAdd(layer.Slice(label * hidden, hidden), scoreSlopes[label], slopes, slopes);
        for (var unit = 0; unit < hidden; unit++)
            slopes[unit] = units[unit] > 0 ? slopes[unit] : 0;
    }
}
