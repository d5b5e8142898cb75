using System.Numerics.Tensors;
using Spotter.Learning.Features;
using Spotter.Models;

namespace Spotter.Learning.Heads;

/// <summary>A small classifier of features: layers with an activation between them, and a softmax behind the last.</summary>
/// <param name="Layers">One for a linear classifier, two where there is a hidden layer.</param>
/// <param name="Scale">What happens to features first; null where they are scaled already.</param>
internal sealed record Head(IReadOnlyList<DenseLayer> Layers, FeatureScale? Scale = null)
{
    /// <summary>What stands between layers. Default <see cref="Activation.Relu"/>.</summary>
    public Activation Activation { get; init; }

    public int FeatureCount => Layers[0].Inputs;

    public int LabelCount => Layers[^1].Outputs;

    /// <summary>What the last layer gives for each label.</summary>
    public float[] Logits(ReadOnlySpan<float> features)
    {
        var values = Scale is null ? features : Scale.Apply(features);
        float[] results = [];
        foreach (var layer in Layers)
        {
            if (layer != Layers[0])
                Activate(results);
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

    /// <summary>The same head with its logits divided by a temperature: the model needs no step of its own for it.</summary>
    public Head Cooled(double temperature)
    {
        var last = Layers[^1];
        var factor = (float)(1 / temperature);
        return this with
        {
            Layers = [.. Layers.SkipLast(1), last with { Weights = Multiply(last.Weights, factor), Bias = Multiply(last.Bias, factor) }],
        };
    }

    private void Activate(float[] values)
    {
        if (Activation == Activation.Gelu)
            Gelu.Apply(values, values);
        else
            TensorPrimitives.Max(values, 0f, values);
    }

    private static float[] Multiply(float[] values, float factor)
    {
        var scaled = new float[values.Length];
        TensorPrimitives.Multiply(values, factor, scaled);
        return scaled;
    }
}
