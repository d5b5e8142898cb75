using Spotter.Reporting.Explaining;

namespace Spotter.Tests.Reporting.Explaining;

/// <summary>
/// Posts whose likes are made of independent things and noise, so that it is known exactly how much a fit explains of posts to come.
/// </summary>
internal sealed class SimulatedAccount
{
    private readonly Random _chance;
    private readonly double[] _weights;
    private readonly double _noise;

    /// <param name="explained">What share of the differences the things explain, 0 to 1.</param>
    /// <param name="columns">How many things there are.</param>
    /// <param name="seed">Makes it this account and no other.</param>
    public SimulatedAccount(double explained, int columns, int seed)
    {
        _chance = new Random(seed);
        double[] raw = [.. Enumerable.Range(0, columns).Select(_ => Normal())];
        var scale = Math.Sqrt(explained / raw.Sum(weight => weight * weight));
        _weights = [.. raw.Select(weight => weight * scale)];
        _noise = Math.Sqrt(1 - explained);
    }

    /// <summary>Makes posts, two of each day.</summary>
    public CrossValidation Make(int posts)
    {
        var rows = Enumerable.Range(0, posts).Select(_ => Array.ConvertAll(_weights, _ => Normal())).ToList();
        double[] y = [.. rows.Select(row => row.Zip(_weights, (value, weight) => value * weight).Sum() + (_noise * Normal()))];
        return new CrossValidation(rows, y, [.. Enumerable.Range(0, posts).Select(post => post / 2)]);
    }

    /// <summary>What share of the differences between all posts to come a fit explains; 0 where the mean would do better.</summary>
    public double TruthOf(Ridge fit)
    {
        var atZero = fit.Predict(new double[_weights.Length]);
        var missed = (_noise * _noise) + (atZero * atZero)
            + _weights.Select((weight, column) => Math.Pow(weight - fit.CoefficientOf(column), 2)).Sum();
        return Math.Max(0, 1 - missed);
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _chance.NextDouble())) * Math.Cos(Math.Tau * _chance.NextDouble());
}
