using System.Globalization;
using Spotter.Scanning;

namespace Spotter.Cli.Commands;

/// <summary>Says what a scan did in one line.</summary>
internal static class ScanLines
{
    public static string TimeOf(ScanSummary scan) => scan.EndedAt.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Describe(ScanSummary scan) =>
        scan.Outcome switch
        {
            ScanOutcome.Failed => $"{scan.Account}: failed ({scan.Failure?.ToString().ToLowerInvariant() ?? "error"}): "
                + string.Join("; ", Told(scan)),
            // What there is was not read: it is not that there is nothing new.
            ScanOutcome.Deferred when scan.Counts == new ScanCounts() => $"{scan.Account}: {string.Join("; ", Told(scan))}",
            ScanOutcome.Busy => $"{scan.Account}: busy: another scan of it is running",
            _ => string.Join("; ", Parts(scan)),
        };

    public static string Describe(ScanStatus status) => status.Stage switch
    {
        ScanStage.ReadingPage => $"reading page {status.Count}",
        ScanStage.WaitingForPosts when status.Count == 1 => $"waiting until {TimeOf(status)}: 1 post is tried again",
        ScanStage.WaitingForPosts => $"waiting until {TimeOf(status)}: {status.Count} posts are tried again",
        ScanStage.WaitingForAlert => $"waiting until {TimeOf(status)} to send an alert",
        _ => $"waiting until {TimeOf(status)}: {status.Reason}",
    };

    public static string Describe(ScanCounts counts)
    {
        var parts = new (int Count, string One, string Many)[]
        {
            (counts.Posts, "new post", "new posts"),
            (counts.Pictures, "picture stored", "pictures stored"),
            (counts.Videos, "video kept", "videos kept"),
            (counts.Classified, "classified", "classified"),
            (counts.Alerts, "alert", "alerts"),
            (counts.Failed, "failed", "failed"),
        };
        var said = parts.Where(part => part.Count > 0).Select(part => $"{part.Count} {(part.Count == 1 ? part.One : part.Many)}").ToList();
        return said.Count == 0 ? "nothing new" : string.Join(", ", said);
    }

    private static string? TimeOf(ScanStatus status) =>
        status.Until?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Parts(ScanSummary scan)
    {
        yield return $"{scan.Account}: {Describe(scan.Counts)}";
        if (scan.Outcome == ScanOutcome.LimitReached)
            yield return "stopped at the limit";
        if (scan.Owed > 0)
            yield return $"{scan.Owed} {(scan.Owed == 1 ? "post waits" : "posts wait")} for later scans";
        foreach (var told in Told(scan))
            yield return told;
    }

    private static IEnumerable<string> Told(ScanSummary scan) => scan.Notices.Prepend(scan.Message).OfType<string>().Distinct();
}
