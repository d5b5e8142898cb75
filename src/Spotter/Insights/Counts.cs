namespace Spotter.Insights;

/// <summary>The mean of counts such as likes, few of which are large.</summary>
internal sealed class Counts
{
    private const int LeastCount = 5;

    private readonly Moments _raw = new();
    private readonly Moments _logs = new();

    /// <summary>How many counts there were.</summary>
    public int Count => _raw.Count;

    /// <summary>Adds a count, 0 or more.</summary>
    public void Add(double count)
    {
        _raw.Add(count);
        _logs.Add(Math.Log(1 + count));
    }

    /// <summary>Adds what another one saw.</summary>
    public void Add(Counts other)
    {
        _raw.Add(other._raw);
        _logs.Add(other._logs);
    }

    /// <summary>
    /// Their mean, and where that truly lies with a confidence of 95 %. Fewer than five say nothing of how much others differ.
    /// </summary>
    // Of Student's interval and that of U. Olsson for log-normal values ("Confidence Intervals for the Mean of a Log-Normal Distribution",
    // Journal of Statistics Education 13, 2005), here for 1 + count, each is too short where the other one is not: the former with a few
    // counts of which one is large, the latter where most are 0.
    public Estimate Estimate()
    {
        if (Count < LeastCount)
            return new Estimate(_raw.Mean, null, null, Count);

        var reach = StudentT.Reach(Count - 1);
        var (variance, around) = (_logs.Variance, reach * Math.Sqrt(_raw.Variance / Count));
        var factor = Math.Exp(reach * Math.Sqrt((variance / Count) + (variance * variance / (2 * (Count - 1)))));
        var low = Math.Min(_raw.Mean - around, ((1 + _raw.Mean) / factor) - 1);
        var high = Math.Max(_raw.Mean + around, ((1 + _raw.Mean) * factor) - 1);
        return new Estimate(_raw.Mean, Math.Max(0, low), high, Count);
    }
}
