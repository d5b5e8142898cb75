namespace Spotter.Scanning;

/// <summary>What several scans did.</summary>
/// <param name="Scans">How many ended, by how they ended.</param>
/// <param name="Counts">How much they did together.</param>
public sealed record MonitorSummary(IReadOnlyDictionary<ScanOutcome, int> Scans, ScanCounts Counts);
