namespace Spotter.Scanning;

/// <summary>The input of <see cref="FindDueWatches"/>.</summary>
/// <param name="Source">The source whose watches are looked at.</param>
/// <param name="Until">The time by which a watch must be due.</param>
/// <param name="After">The last account of the page before; null for the first page.</param>
public sealed record FindDueWatchesInput(string Source, DateTimeOffset Until, string? After);
