using Spotter.Scanning;

namespace Spotter.FunctionsApp.Http;

/// <summary>How a scan goes.</summary>
internal sealed record ScanStatus
{
    /// <summary>The scan's id.</summary>
    public required string Id { get; init; }

    /// <summary><c>Pending</c>, <c>Running</c>, <c>Completed</c>, <c>Failed</c> or <c>Terminated</c>, as the Durable engine says.</summary>
    public required string Status { get; init; }

    /// <summary>What it is doing, for a person; null where it has not said.</summary>
    public string? Progress { get; init; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last did something.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Why it failed and what to do, for a person; null where it did not fail.</summary>
    public string? Reason { get; init; }

    /// <summary>What it did; null before its end, and where it ended without one.</summary>
    public ScanSummary? Summary { get; init; }
}
