namespace Spotter.Training;

/// <summary>A linear classifier: scores = softmax(weights x features + bias).</summary>
/// <param name="LabelCount">How many labels it tells apart.</param>
/// <param name="FeatureCount">How many features it looks at.</param>
/// <param name="Weights">One row of features per label.</param>
/// <param name="Bias">One per label.</param>
internal sealed record SoftmaxHead(int LabelCount, int FeatureCount, float[] Weights, float[] Bias)
{
    /// <summary>The score of every label, 0 to 1.</summary>
    public float[] Score(ReadOnlySpan<float> features)
    {
        var scores = new float[LabelCount];
        SoftmaxRegression.Score(Weights, Bias, features, scores);
        return scores;
    }
}
