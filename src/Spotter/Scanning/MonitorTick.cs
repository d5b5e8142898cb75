namespace Spotter.Scanning;

/// <summary>The last look for watches of a source that are due.</summary>
/// <param name="Since">The look before; null where there was none.</param>
/// <param name="Until">This look.</param>
public sealed record MonitorTick(DateTimeOffset? Since, DateTimeOffset Until);
