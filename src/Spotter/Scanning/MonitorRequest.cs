namespace Spotter.Scanning;

/// <summary>Asks for scans of several accounts.</summary>
public sealed record MonitorRequest
{
    /// <summary>The scans; null means those that are due, as <see cref="FindDueWatches"/> finds them.</summary>
    public IReadOnlyList<ScanRequest>? Scans { get; init; }

    /// <summary>How many scans at a time.</summary>
    public required int Parallel { get; init; }

    /// <summary>
    /// How long scans are waited for; null means to their end. A scan that takes longer (it may wait hours for a wall to go) runs on by itself, and does not keep
    /// other accounts from being scanned when they are due.
    /// </summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>How far the earlier runs of this request came; null for the first.</summary>
    public MonitorProgress? Progress { get; init; }
}
