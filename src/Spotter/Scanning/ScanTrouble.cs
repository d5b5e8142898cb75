namespace Spotter.Scanning;

/// <summary>What keeps an account's scans from doing all that they should.</summary>
/// <param name="Since">Since when.</param>
/// <param name="Reason">What is in the way, for a person.</param>
public sealed record ScanTrouble(DateTimeOffset Since, string Reason);
