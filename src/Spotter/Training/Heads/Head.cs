using System.Numerics.Tensors;
using Spotter.Classifying;

namespace Spotter.Training.Heads;

/// <summary>A small classifier of features: layers with max(0, x) between them, and a softmax behind the last.</summary>
/// <param name="Layers">One for a linear classifier, two where there is a hidden layer.</param>
internal sealed record Head(IReadOnlyList<DenseLayer> Layers)
{
    public int FeatureCount => Layers[0].Inputs;

    public int LabelCount => Layers[^1].Outputs;

    /// <summary>What the last layer gives for each label.</summary>
    public float[] Logits(ReadOnlySpan<float> features)
    {
        var values = features;
        float[] results = [];
        foreach (var layer in Layers)
        {
            if (layer != Layers[0])
                TensorPrimitives.Max(results, 0f, results);
            results = new float[layer.Outputs];
            layer.Apply(values, results);
            values = results;
        }

        return results;
    }

    /// <summary>The score of every label, 0 to 1.</summary>
    public float[] Score(ReadOnlySpan<float> features)
    {
        var scores = Logits(features);
        Softmax.InPlace(scores);
        return scores;
    }

    /// <summary>The same head for features that are not standardised: w . (x - m) / d + b = (w / d) . x + (b - sum of w m / d).</summary>
    public Head ForRawFeatures(float[] mean, float[] deviation)
    {
        var first = Layers[0];
        var weights = new float[first.Weights.Length];
        var bias = new float[first.Outputs];
        for (var output = 0; output < first.Outputs; output++)
        {
            double sum = first.Bias[output];
            for (var column = 0; column < first.Inputs; column++)
            {
                var i = (output * first.Inputs) + column;
                weights[i] = first.Weights[i] / deviation[column];
                sum -= (double)weights[i] * mean[column];
            }

            bias[output] = (float)sum;
        }

        return new Head([first with { Weights = weights, Bias = bias }, .. Layers.Skip(1)]);
    }

    /// <summary>The same head with its logits divided by a temperature: the model needs no step of its own for it.</summary>
    public Head Cooled(double temperature)
    {
        var last = Layers[^1];
        var factor = (float)(1 / temperature);
        return new Head([.. Layers.SkipLast(1), last with { Weights = Scale(last.Weights, factor), Bias = Scale(last.Bias, factor) }]);
    }

    private static float[] Scale(float[] values, float factor)
    {
        var scaled = new float[values.Length];
        TensorPrimitives.Multiply(values, factor, scaled);
        return scaled;
    }
}
