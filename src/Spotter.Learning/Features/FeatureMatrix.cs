namespace Spotter.Learning.Features;

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

    /// <summary>The same rows, scaled.</summary>
    public FeatureMatrix ScaledBy(FeatureScale scale) => Of([.. Enumerable.Range(0, Rows).Select(row => scale.Apply(this[row]))]);
}
