namespace Spotter.Scanning;

/// <summary>Asks for scans of several accounts.</summary>
/// <param name="Scans">One per account.</param>
/// <param name="Parallel">How many at a time.</param>
public sealed record MonitorRequest(IReadOnlyList<ScanRequest> Scans, int Parallel);
