namespace Spotter.Scanning;

/// <summary>Asks for scans of several accounts.</summary>
public sealed record MonitorRequest
{
    /// <summary>The scans; null means those of <see cref="Source"/> that are due, as <see cref="FindDueWatches"/> finds them.</summary>
    public IReadOnlyList<ScanRequest>? Scans { get; init; }

    /// <summary>
    /// The source whose watches are looked at. Each has a monitor of its own: a source that makes everybody wait (it may be hours until a
    /// wall is gone) does not keep the
    /// accounts of another from being scanned.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>How many scans at a time.</summary>
    public required int Parallel { get; init; }

    /// <summary>
    /// How many scans in a row may fail before no further one is begun; null for any number. Default null.
    /// </summary>
    public int? AbortAfter { get; init; }

    /// <summary>How far the earlier runs of this request came; null for the first.</summary>
    public MonitorProgress? Progress { get; init; }
}
