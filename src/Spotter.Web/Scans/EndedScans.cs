using Microsoft.AspNetCore.Http;
using Spotter.Accounts;
using Spotter.Scanning;
using Spotter.Web.Markup;

namespace Spotter.Web.Scans;

/// <summary>
/// What scans did that ended. Most find nothing new, every ten minutes, or fail as the ones before: those are a line together, unless
/// they are asked for.
/// </summary>
internal static class EndedScans
{
    private const int MaxScans = 50;

    /// <summary>Writes them.</summary>
    /// <param name="ended">The latest first.</param>
    /// <param name="account">Whose they are; null for several.</param>
    /// <param name="all">True to show those that found nothing new, too.</param>
    /// <param name="now">The time.</param>
    public static Html Write(IReadOnlyList<ScanSummary> ended, AccountId? account, bool all, DateTimeOffset now)
    {
        if (ended.Count == 0)
            return Html.Of($"""<p class="empty">What scans did will appear here. <a href="/accounts">Scan an account now</a></p>""");

        // Of failures that are alike the latest one is told of.
        var failures = ended.Where(scan => scan.Outcome == ScanOutcome.Failed)
            .GroupBy(scan => (scan.Account, scan.Failure, scan.Message))
            .SelectMany(alike => alike.Skip(1))
            .ToList();
        var quiet = ended.Where(IsQuiet).ToList();
        var shown = all ? ended : [.. ended.Except(quiet).Except(failures)];
        return Html.Of($"""
            {Html.When(quiet.Count + failures.Count > 0, () => Quiet(quiet.Count, failures.Count, account, all))}
            {Html.When(shown.Count > 0, () => Table([.. shown.Take(MaxScans)], now))}
            """);
    }

    private static bool IsQuiet(ScanSummary scan) =>
        scan is { Outcome: ScanOutcome.Completed, Owed: 0, Message: null, Losses.Count: 0, Notices.Count: 0 }
        && scan.Counts == new ScanCounts();

    private static Html Quiet(int quiet, int failures, AccountId? account, bool all)
    {
        var parts = new[] { (quiet, "found nothing new"), (failures, "failed as a later one of the same account did") };
        var said = string.Join(", ", parts.Where(part => part.Item1 > 0).Select(part => $"{part.Item1} {part.Item2}"));
        return all
            ? Html.Of($"""<p class="faint">Of these {said}. <a href="{AddressOf(account, all: false)}">Leave them out</a></p>""")
            : Html.Of($"""<p class="faint">Not shown: {said}. <a href="{AddressOf(account, all: true)}">Show them, too</a></p>""");
    }

    private static string AddressOf(AccountId? account, bool all)
    {
        var query = account is { } one ? QueryString.Create("account", one.ToString()) : QueryString.Empty;
        return $"/scans{(all ? query.Add("all", "true") : query)}";
    }

    private static Html Table(IReadOnlyList<ScanSummary> scans, DateTimeOffset now) => Html.Of($"""
        <table class="folds"><thead><tr><th scope="col">Ended</th><th scope="col">Account</th><th scope="col">Outcome</th><th scope="col">Did</th><th scope="col">What to know</th></tr></thead>
        <tbody>{Html.Each(scans, scan => Row(scan, now, Describe(scan)))}</tbody></table>
        """);

    private static Html Row(ScanSummary scan, DateTimeOffset now, string did) => Html.Of($"""
        <tr><td>{Times.Write(scan.EndedAt, now)}</td><td class="account">{ScanPages.Link(scan.Account)}</td>
        <td data-name="Outcome" class="{(scan.Outcome == ScanOutcome.Failed ? "bad" : "")}">{scan.Outcome.ToString().ToLowerInvariant()}</td>
        <td{Layout.Attribute("data-name", did.Length > 0 ? "Did" : null)}>{did}</td><td class="free">{string.Join("; ", scan.Notices.Prepend(scan.Message).Concat(scan.Losses).OfType<string>().Distinct())}</td></tr>
        """);

    private static string Describe(ScanSummary scan)
    {
        var parts = new (int Count, string What)[]
        {
            (scan.Counts.Posts, scan.Counts.Posts == 1 ? "new post" : "new posts"),
            (scan.Counts.Pictures, scan.Counts.Pictures == 1 ? "picture stored" : "pictures stored"),
            (scan.Counts.Videos, scan.Counts.Videos == 1 ? "video stored" : "videos stored"),
            (scan.Counts.Classified, "classified"),
            (scan.Counts.Alerts, scan.Counts.Alerts == 1 ? "alert" : "alerts"),
            (scan.Counts.Failed, "given up"),
            (scan.Owed, "waiting"),
        };
        var said = parts.Where(part => part.Count > 0).Select(part => $"{part.Count} {part.What}").ToList();
        return said.Count == 0 ? scan.Outcome == ScanOutcome.Failed ? "" : "nothing new" : string.Join(", ", said);
    }
}
