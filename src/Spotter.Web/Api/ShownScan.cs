using System.Globalization;
using Spotter.Scanning;

namespace Spotter.Web.Api;

/// <summary>How a scan goes.</summary>
public sealed record ShownScan
{
    /// <summary>The scan's id.</summary>
    public required string Id { get; init; }

    /// <summary><c>Pending</c>, <c>Running</c>, <c>Completed</c>, <c>Failed</c> or <c>Terminated</c>.</summary>
    public required string Status { get; init; }

    /// <summary>What it is doing, for a person; null where it has not said.</summary>
    public string? Progress => Doing is null ? null : Describe(Doing);

    /// <summary>The same, for a program.</summary>
    public ScanStatus? Doing { get; init; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last did something.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Why it failed and what to do, for a person; null where it did not fail.</summary>
    public string? Reason { get; init; }

    /// <summary>What it did; null before its end, and where it ended without one.</summary>
    public ScanSummary? Summary { get; init; }

    private static string Describe(ScanStatus status) => status.Stage switch
    {
        ScanStage.ReadingPage => $"reading page {status.Count}",
        ScanStage.WaitingForPosts when status.Count == 1 => $"waiting until {TimeOf(status)}: 1 post is tried again",
        ScanStage.WaitingForPosts => $"waiting until {TimeOf(status)}: {status.Count} posts are tried again",
        ScanStage.WaitingForAlert => $"waiting until {TimeOf(status)} to send an alert",
        _ => $"waiting until {TimeOf(status)}: {status.Reason}",
    };

    private static string? TimeOf(ScanStatus status) =>
        status.Until?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
