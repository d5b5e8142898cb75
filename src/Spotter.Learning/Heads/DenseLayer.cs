using System.Numerics.Tensors;

namespace Spotter.Learning.Heads;

/// <summary>weights x values + bias.</summary>
/// <param name="Inputs">How many values it takes.</param>
/// <param name="Outputs">How many it gives.</param>
/// <param name="Weights">One row of inputs per output.</param>
/// <param name="Bias">One per output.</param>
internal sealed record DenseLayer(int Inputs, int Outputs, float[] Weights, float[] Bias)
{
    public void Apply(ReadOnlySpan<float> values, Span<float> results)
    {
        for (var output = 0; output < Outputs; output++)
            results[output] = TensorPrimitives.Dot(Weights.AsSpan(output * Inputs, Inputs), values) + Bias[output];
    }
}
