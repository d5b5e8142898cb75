namespace Spotter.Scanning;

/// <summary>Marks an account that owes something at a time of its own, whatever its schedule.</summary>
/// <param name="DueAt">When it is to be scanned.</param>
public sealed record OwedMarker(DateTimeOffset DueAt);
