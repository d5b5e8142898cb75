namespace Spotter.Scanning;

/// <summary>What came of asking for a scan.</summary>
/// <param name="Id">The scan that was started, or the one that is running already.</param>
/// <param name="IsNew">False where a scan of the account is running already, so that none was started.</param>
public sealed record ScanStart(string Id, bool IsNew);
