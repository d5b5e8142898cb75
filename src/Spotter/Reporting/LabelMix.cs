using Spotter.Insights;

namespace Spotter.Reporting;

/// <summary>Which labels posts had over time.</summary>
/// <param name="Model">Whose labels.</param>
/// <param name="Labels">The five with the most posts.</param>
/// <param name="Periods">The oldest first.</param>
public sealed record LabelMix(string Model, IReadOnlyList<string> Labels, IReadOnlyList<MixPeriod> Periods);

/// <summary>Which labels posts of a time had.</summary>
/// <param name="Name">The time.</param>
/// <param name="Counts">
/// How often each of <see cref="LabelMix.Labels"/> was given, and all others at the end. A post may have several.
/// </param>
public sealed record MixPeriod(string Name, IReadOnlyList<int> Counts)
{
    /// <summary>What part of the time's labels one was.</summary>
    /// <param name="label">Its place in <see cref="Counts"/>.</param>
    public double ShareOf(int label) => Counts[label] / (double)Math.Max(1, Counts.Sum());

    /// <summary>Where that share truly lies, 95 % sure.</summary>
    /// <param name="label">Its place in <see cref="Counts"/>.</param>
    public Interval IntervalOf(int label) => Interval.Exact(Counts[label], Counts.Sum());
}
