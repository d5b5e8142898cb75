namespace Spotter.Reporting.Explaining;

/// <summary>All that a linear fit needs of its rows: their sums, and the sums of their products.</summary>
/// <param name="columns">How many numbers a row has.</param>
internal sealed class Sums(int columns)
{
    private readonly double[] _x = new double[columns];
    private readonly double[] _xy = new double[columns];
    private readonly double[] _xx = new double[columns * columns];
    private double _y;
    private double _yy;

    /// <summary>How many rows.</summary>
    public int Rows { get; private set; }

    /// <summary>The mean of what is to be explained.</summary>
    public double MeanY => _y / Rows;

    /// <summary>Adds a row, or takes one away.</summary>
    /// <param name="row">Its numbers.</param>
    /// <param name="y">What they are to explain.</param>
    public void Add(ReadOnlySpan<double> row, double y)
    {
        Rows++;
        _y += y;
        _yy += y * y;
        for (var i = 0; i < columns; i++)
        {
            // Most are 0.
            if (row[i] is not (not 0 and var value))
                continue;

            _x[i] += value;
            _xy[i] += value * y;
            var products = _xx.AsSpan(i * columns, columns);
            for (var j = 0; j <= i; j++)
                products[j] += value * row[j];
        }
    }

    /// <summary>Adds the sums of other rows, or takes them away.</summary>
    /// <param name="sign">1, or -1 to take them away.</param>
    public void Add(Sums other, int sign)
    {
        Rows += sign * other.Rows;
        _y += sign * other._y;
        _yy += sign * other._yy;
        for (var i = 0; i < columns; i++)
        {
            _x[i] += sign * other._x[i];
            _xy[i] += sign * other._xy[i];
        }

        for (var i = 0; i < _xx.Length; i++)
            _xx[i] += sign * other._xx[i];
    }

    /// <summary>The mean of a column.</summary>
    public double MeanOf(int column) => _x[column] / Rows;

    /// <summary>The sum of the products of two columns' distances from their means.</summary>
    public double Product(int a, int b) => At(a, b) - (_x[a] * _x[b] / Rows);

    /// <summary>The same of a column and of what is to be explained.</summary>
    public double ProductWithY(int column) => _xy[column] - (_x[column] * _y / Rows);

    /// <summary>The same of what is to be explained with itself.</summary>
    public double ProductOfY => _yy - (_y * _y / Rows);

    /// <summary>The sum of the squared distances of the rows from what a fit says of them.</summary>
    /// <param name="atZero">What it says of a row of zeros.</param>
    /// <param name="coefficients">Of the columns.</param>
    /// <param name="fitted">Which columns have coefficients.</param>
    public double Miss(double atZero, ReadOnlySpan<double> coefficients, ReadOnlySpan<int> fitted)
    {
        var sum = _yy - (2 * atZero * _y) + (Rows * atZero * atZero);
        for (var i = 0; i < fitted.Length; i++)
        {
            sum += 2 * coefficients[i] * ((atZero * _x[fitted[i]]) - _xy[fitted[i]]);
            for (var j = 0; j < fitted.Length; j++)
                sum += coefficients[i] * coefficients[j] * At(fitted[i], fitted[j]);
        }

        return sum;
    }

    private double At(int a, int b) => _xx[(Math.Max(a, b) * columns) + Math.Min(a, b)];
}
