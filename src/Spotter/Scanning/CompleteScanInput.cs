namespace Spotter.Scanning;

/// <summary>The input of <see cref="CompleteScan"/>.</summary>
/// <param name="Summary">What the scan did; its end is set by the activity.</param>
/// <param name="InstanceId">The orchestration that owns the account's lease.</param>
public sealed record CompleteScanInput(ScanSummary Summary, string InstanceId);
