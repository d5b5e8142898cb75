namespace Spotter.Scanning;

/// <summary>How far a monitor came that runs again and again, so that its history stays short.</summary>
/// <param name="DueUntil">What is due is due until this time, whenever it is looked for.</param>
/// <param name="After">The last account that was looked at.</param>
/// <param name="Summary">What was done so far.</param>
public sealed record MonitorProgress(DateTimeOffset DueUntil, string After, MonitorSummary Summary);
