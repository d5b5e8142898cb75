namespace Spotter.Scanning;

/// <summary>The input of <see cref="BeginScan"/>.</summary>
/// <param name="Request">What is asked for.</param>
/// <param name="InstanceId">The orchestration that asks: it will own the lease.</param>
public sealed record BeginScanInput(ScanRequest Request, string InstanceId);
