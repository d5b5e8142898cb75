using Spotter.Insights;

namespace Spotter.Reporting.Explaining;

/// <summary>
/// How much of what differs between rows some of their columns explain, judged on rows that the fit did not see: ten parts, each predicted
/// by a fit to the nine others.
/// </summary>
internal sealed class CrossValidation
{
    private const int Parts = 10;

    private readonly IReadOnlyList<double[]> _rows;
    private readonly IReadOnlyList<int> _groups;
    private readonly Sums[] _parts;

    /// <param name="rows">The rows; the columns have variances alike.</param>
    /// <param name="y">What is to be explained, for each row.</param>
    /// <param name="groups">Rows of one group (a day) are alike, so they stay together; from 0 without a gap.</param>
    public CrossValidation(IReadOnlyList<double[]> rows, IReadOnlyList<double> y, IReadOnlyList<int> groups)
    {
        (_rows, _groups) = (rows, groups);
        var columns = rows[0].Length;
        _parts = [.. Enumerable.Range(0, Parts).Select(_ => new Sums(columns))];
        for (var i = 0; i < rows.Count; i++)
            _parts[groups[i] % Parts].Add(rows[i], y[i]);
        All = new Sums(columns);
        foreach (var part in _parts)
            All.Add(part, 1);
    }

    /// <summary>The sums of all rows.</summary>
    public Sums All { get; }

    /// <summary>What a fit to the other parts says of each row.</summary>
    public double[] Predict(int[] columns)
    {
        var fits = Array.ConvertAll(_parts, part => Ridge.Fit(Without(All, part), columns));
        return [.. _rows.Select((row, i) => fits[_groups[i] % Parts].Predict(row))];
    }

    /// <summary>
    /// R2: the share of the squared distances from the mean that the predictions take away, below 0 where they are worse than the mean; and
    /// where it truly lies with a confidence of 95 %, by the jackknife: all of it done anew without each of the parts.
    /// </summary>
    public Share Explain(int[] columns)
    {
        var r2 = Explain(columns, without: null);
        var parts = _parts.Where(part => part.Rows > 0).ToList();
        var others = parts.ConvertAll(part => Explain(columns, part));
        var mean = others.Average();
        var squares = others.Sum(other => (other - mean) * (other - mean));
        var reach = StudentT.Reach(parts.Count - 1) * Math.Sqrt(squares * (parts.Count - 1) / parts.Count);
        return new Share(r2, Math.Max(0, r2 - reach), Math.Clamp(r2 + reach, 0, 1));
    }

    private double Explain(int[] columns, Sums? without)
    {
        var all = without is null ? All : Without(All, without);
        var (missed, total) = (0.0, 0.0);
        foreach (var part in _parts.Where(part => part != without && part.Rows > 0))
        {
            var others = Without(all, part);
            missed += Ridge.Fit(others, columns).MissOn(part);
            total += Ridge.Fit(others, []).MissOn(part);
        }

        return total > 0 ? 1 - (missed / total) : 0;
    }

    private Sums Without(Sums all, Sums part)
    {
        var sums = new Sums(_rows[0].Length);
        sums.Add(all, 1);
        sums.Add(part, -1);
        return sums;
    }
}
