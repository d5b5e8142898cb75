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
public sealed record MixPeriod(string Name, IReadOnlyList<int> Counts);
