using System.Numerics.Tensors;

namespace Spotter.Models;

/// <summary>Turns logits into scores that add up to 1: e^x / sum of e^x (Bridle, 1990).</summary>
public static class Softmax
{
    /// <summary>Replaces logits by scores. Large logits do not overflow.</summary>
    public static void InPlace(Span<float> logits)
    {
        TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), logits);
        TensorPrimitives.Exp(logits, logits);
        TensorPrimitives.Divide(logits, TensorPrimitives.Sum(logits), logits);
    }
}
