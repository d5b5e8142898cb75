using System.Numerics.Tensors;

namespace Spotter.Learning.Features;

/// <summary>
/// Brings features to one scale: (feature - mean) / deviation, and nothing beyond <see cref="Max"/> deviations, so that no picture is
/// judged by the
/// one feature in which it is odd.
/// </summary>
/// <param name="Mean">The mean of each feature.</param>
/// <param name="Deviation">The standard deviation of each feature; 1 for one that never changes.</param>
internal sealed record FeatureScale(float[] Mean, float[] Deviation)
{
    /// <summary>In standard deviations.</summary>
    public const float Max = 3;

    /// <summary>The scale of pictures.</summary>
    public static FeatureScale Of(FeatureMatrix features)
    {
        var mean = new float[features.Columns];
        for (var row = 0; row < features.Rows; row++)
            TensorPrimitives.Add(mean, features[row], mean);
        TensorPrimitives.Divide(mean, features.Rows, mean);

        var deviation = new float[features.Columns];
        var offset = new float[features.Columns];
        for (var row = 0; row < features.Rows; row++)
        {
            TensorPrimitives.Subtract(features[row], mean, offset);
            TensorPrimitives.MultiplyAdd(offset, offset, deviation, deviation);
        }

        for (var column = 0; column < features.Columns; column++)
            deviation[column] = MathF.Sqrt(deviation[column] / features.Rows) is var value && value > 1e-6f ? value : 1;
        return new FeatureScale(mean, deviation);
    }

    /// <summary>The features of one picture, scaled.</summary>
    public float[] Apply(ReadOnlySpan<float> features)
    {
        var scaled = new float[features.Length];
        TensorPrimitives.Subtract(features, Mean, scaled);
        TensorPrimitives.Divide(scaled, Deviation, scaled);
        TensorPrimitives.Clamp(scaled, -Max, Max, scaled);
        return scaled;
    }
}
