namespace Spotter.Reporting.Explaining;

/// <summary>Solves A x = b for a symmetric, positive A, by A = L L'.</summary>
internal static class Cholesky
{
    /// <summary>Solves it in place.</summary>
    /// <param name="a">Its rows one after the other, of which those parts count that are not right of the diagonal. Becomes L.</param>
    /// <param name="b">Becomes x.</param>
    public static void Solve(double[] a, double[] b)
    {
        var size = b.Length;
        for (var i = 0; i < size; i++)
        {
            var row = a.AsSpan(i * size, size);
            for (var j = 0; j <= i; j++)
            {
                var other = a.AsSpan(j * size, size);
                var sum = row[j];
                for (var k = 0; k < j; k++)
                    sum -= row[k] * other[k];
                row[j] = i == j ? Math.Sqrt(Math.Max(sum, double.Epsilon)) : sum / other[j];
            }
        }

        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < i; k++)
                b[i] -= a[(i * size) + k] * b[k];
            b[i] /= a[(i * size) + i];
        }

        for (var i = size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < size; k++)
                b[i] -= a[(k * size) + i] * b[k];
            b[i] /= a[(i * size) + i];
        }
    }
}
