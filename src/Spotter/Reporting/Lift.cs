using Spotter.Insights;

namespace Spotter.Reporting;

/// <summary>How many times the likes that are usual for their account posts get, by the mean of log(1 + likes).</summary>
/// <param name="Times">1 is as usual.</param>
/// <param name="Low">Truly at least this, with a confidence of 95 %; null where there are too few posts to tell.</param>
/// <param name="High">Truly at most this.</param>
public sealed record Lift(double Times, double? Low, double? High)
{
    private const int LeastCount = 5;

    /// <summary>True where it can be told from chance.</summary>
    public bool IsSomething => Low > 1 || High < 1;

    /// <summary>From the distances of log(1 + likes) from their accounts' means.</summary>
    /// <param name="distances">The distances; null where there is none.</param>
    /// <param name="confidence">Of the interval.</param>
    internal static Lift? Of(Moments? distances, double confidence = 0.95)
    {
        if (distances is not { Count: > 0 })
            return null;

        var times = Math.Exp(distances.Mean);
        if (distances.Count < LeastCount)
            return new Lift(times, null, null);

        var reach = StudentT.Reach(distances.Count - 1, confidence) * Math.Sqrt(distances.Variance / distances.Count);
        return new Lift(times, Math.Exp(distances.Mean - reach), Math.Exp(distances.Mean + reach));
    }
}
