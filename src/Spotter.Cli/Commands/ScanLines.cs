using Spotter.Cli.Output;
using Spotter.Scanning;

namespace Spotter.Cli.Commands;

/// <summary>Says what a scan did in one line.</summary>
internal static class ScanLines
{
    public static void Print(Terminal terminal, ScanSummary scan)
    {
        var time = scan.EndedAt.ToLocalTime().ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        if (scan.Outcome == ScanOutcome.Failed)
            terminal.Note($"{time} {scan.Account}: failed ({scan.Failure?.ToString().ToLowerInvariant() ?? "error"}): {scan.Message}");
        else if (scan.Outcome == ScanOutcome.Busy)
            terminal.Note($"{time} {scan.Account}: {scan.Message}");
        else
            terminal.Note($"{time} {scan.Account}: {Describe(scan.Counts)}{(scan.Outcome == ScanOutcome.LimitReached ? "; stopped at the limit" : "")}{(scan.Message is null ? "" : $"; {scan.Message}")}");
    }

    public static string Describe(ScanCounts counts)
    {
        var parts = new (int Count, string One, string Many)[]
        {
            (counts.Posts, "new post", "new posts"),
            (counts.Pictures, "picture stored", "pictures stored"),
            (counts.Classified, "classified", "classified"),
            (counts.Alerts, "alert", "alerts"),
            (counts.Failed, "failed", "failed"),
        };
        var said = parts.Where(part => part.Count > 0).Select(part => $"{part.Count} {(part.Count == 1 ? part.One : part.Many)}").ToList();
        return said.Count == 0 ? "nothing new" : string.Join(", ", said);
    }
}
