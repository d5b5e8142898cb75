using System.Numerics.Tensors;

namespace Spotter.Training.Features;

/// <summary>One row of features per picture.</summary>
/// <param name="values">All rows, one after the other.</param>
/// <param name="columns">How many features there are.</param>
internal sealed class FeatureMatrix(float[] values, int columns)
{
    public int Columns => columns;

    public int Rows => values.Length / columns;

    public ReadOnlySpan<float> this[int row] => values.AsSpan(row * columns, columns);

    public static FeatureMatrix Of(IReadOnlyList<float[]> rows)
    {
        var columns = rows[0].Length;
        var values = new float[rows.Count * columns];
        for (var row = 0; row < rows.Count; row++)
            rows[row].CopyTo(values, row * columns);
        return new FeatureMatrix(values, columns);
    }

    /// <summary>The mean and the standard deviation of each feature; a feature that never changes gets the deviation 1.</summary>
    public (float[] Mean, float[] Deviation) Measure()
    {
        var mean = new float[columns];
        for (var row = 0; row < Rows; row++)
            TensorPrimitives.Add(mean, this[row], mean);
        TensorPrimitives.Divide(mean, Rows, mean);

        var deviation = new float[columns];
        var offset = new float[columns];
        for (var row = 0; row < Rows; row++)
        {
            TensorPrimitives.Subtract(this[row], mean, offset);
            TensorPrimitives.MultiplyAdd(offset, offset, deviation, deviation);
        }

        for (var column = 0; column < columns; column++)
            deviation[column] = MathF.Sqrt(deviation[column] / Rows) is var value && value > 1e-6f ? value : 1;
        return (mean, deviation);
    }

    /// <summary>(feature - mean) / deviation.</summary>
    public FeatureMatrix Standardise(float[] mean, float[] deviation)
    {
        var standardised = new float[values.Length];
        for (var row = 0; row < Rows; row++)
        {
            var target = standardised.AsSpan(row * columns, columns);
            TensorPrimitives.Subtract(this[row], mean, target);
            TensorPrimitives.Divide(target, deviation, target);
        }

        return new FeatureMatrix(standardised, columns);
    }
}
