namespace Spotter.Reporting.Explaining;

/// <summary>
/// A ridge regression (A. E. Hoerl and R. W. Kennard, Technometrics 12, 1970). Its penalty is the ratio of the variances of noise and
/// coefficients, as their moments tell it (the regression of J. K. Haseman and R. C. Elston, Behavior Genetics 2, 1972): where the columns
/// explain nothing it is without end, and the mean is what remains.
/// </summary>
internal sealed class Ridge
{
    // Below this share nothing is worth a coefficient, and above it the penalty would vanish.
    private const double LeastShare = 1e-3;
    private const double MostShare = 0.99;

    private readonly int[] _columns;
    private readonly double[] _coefficients;
    private readonly double _atZero;

    private Ridge(int[] columns, double[] coefficients, double atZero)
    {
        _columns = columns;
        _coefficients = coefficients;
        _atZero = atZero;
    }

    /// <summary>Fits some of the columns.</summary>
    /// <param name="sums">Of the rows; the columns have variances alike.</param>
    /// <param name="columns">Which columns.</param>
    public static Ridge Fit(Sums sums, int[] columns)
    {
        var size = columns.Length;
        var products = new double[size * size];
        var withY = new double[size];
        for (var i = 0; i < size; i++)
        {
            withY[i] = sums.ProductWithY(columns[i]);
            for (var j = 0; j <= i; j++)
                products[(i * size) + j] = sums.Product(columns[i], columns[j]);
        }

        if (FindPenalty(products, withY, sums) is not { } penalty)
            return new Ridge(columns, new double[size], sums.MeanY);

        for (var i = 0; i < size; i++)
            products[(i * size) + i] += penalty;
        Cholesky.Solve(products, withY);
        return new Ridge(columns, withY, sums.MeanY - columns.Select((column, i) => withY[i] * sums.MeanOf(column)).Sum());
    }

    /// <summary>What a row comes to.</summary>
    public double Predict(ReadOnlySpan<double> row)
    {
        var sum = _atZero;
        for (var i = 0; i < _columns.Length; i++)
            sum += _coefficients[i] * row[_columns[i]];
        return sum;
    }

    /// <summary>The sum of its squared mistakes on rows.</summary>
    public double MissOn(Sums rows) => rows.Miss(_atZero, _coefficients, _columns);

    /// <summary>The coefficient of a column; 0 of one that was not fitted.</summary>
    public double CoefficientOf(int column) => Array.IndexOf(_columns, column) is >= 0 and var at ? _coefficients[at] : 0;

    // Null where nothing is explained.
    private static double? FindPenalty(double[] products, double[] withY, Sums sums)
    {
        var size = withY.Length;
        var (trace, squares) = (0.0, 0.0);
        for (var i = 0; i < size; i++)
        {
            trace += products[(i * size) + i];
            for (var j = 0; j <= i; j++)
                squares += (i == j ? 1 : 2) * products[(i * size) + j] * products[(i * size) + j];
        }

        var likeness = withY.Sum(value => value * value);
        var total = sums.ProductOfY;
        var free = sums.Rows - 1;
        var determinant = (squares * free) - (trace * trace);
        if (determinant <= 1e-9 * squares * free || total <= 0)
            return null;

        var explained = ((likeness * free) - (trace * total)) / determinant * trace;
        var share = Math.Min(MostShare, explained / total);
        return share < LeastShare ? null : (1 - share) / share * trace / free;
    }
}
