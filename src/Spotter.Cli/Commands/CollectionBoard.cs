using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Spotter.Accounts;
using Spotter.Cli.Output;
using Spotter.Scanning;

namespace Spotter.Cli.Commands;

/// <summary>What a collection does at the moment, as a table that is drawn again and again.</summary>
internal sealed class CollectionBoard(IReadOnlyList<AccountId> accounts, CollectionPace pace, TimeProvider time)
{
    // The frame, the head and what stands below the table.
    private const int OtherLines = 7;
    private const int LeastRows = 3;

    private readonly Lock _lock = new();
    private readonly Dictionary<AccountId, Row> _rows = accounts.ToDictionary(account => account, account => new Row(account));
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private int _ends;

    /// <summary>Takes what a scan does.</summary>
    public void Tell(AccountId account, ScanStatus status)
    {
        lock (_lock)
            if (_rows.TryGetValue(account, out var row) && row.End == 0)
                (row.Status, row.Pages, row.Counts) = (status, status.Pages, status.Done);
    }

    /// <summary>Takes how a scan ended.</summary>
    public void End(ScanSummary scan)
    {
        lock (_lock)
            if (_rows.TryGetValue(scan.Account, out var row))
                (row.Summary, row.Pages, row.Counts, row.End) = (scan, scan.Pages, scan.Counts, ++_ends);
    }

    /// <summary>An account was done before.</summary>
    public void Skip(AccountId account)
    {
        lock (_lock)
            _rows[account].End = ++_ends;
    }

    /// <summary>How long it still takes, for a person; null where nobody can say.</summary>
    public string? DescribeRest()
    {
        lock (_lock)
            return pace.FindRest([.. _rows.Values.Select(Pace)], time.GetUtcNow() - _startedAt) is { Ticks: > 0 } rest
                ? $"about {Describe(rest)} left"
                : null;
    }

    /// <summary>Draws it.</summary>
    /// <param name="height">How many lines there are.</param>
    public IRenderable Draw(int height)
    {
        lock (_lock)
        {
            var table = new Table { Border = TableBorder.Simple, Expand = true };
            foreach (var name in new[] { "ACCOUNT", "PAGES", "POSTS", "PICTURES", "DOES" })
                table.AddColumn(new TableColumn(new Text(name)) { NoWrap = name != "DOES" });
            foreach (var row in Choose(Math.Max(LeastRows, height - OtherLines)))
                table.AddRow(
                    new Text(row.Account.ToString()) { Overflow = Overflow.Ellipsis },
                    Number(row.Pages),
                    Number(row.Counts.Posts),
                    Number(row.Counts.Pictures),
                    new Text(Describe(row)) { Overflow = Overflow.Ellipsis });
            return new Spectre.Console.Rows(table, new Text(DescribeAll()));
        }
    }

    // What goes on stands first, then what ended last, then what comes next.
    private IEnumerable<Row> Choose(int count) => _rows.Values
        .OrderBy(row => row.Status is not null && row.End == 0 ? 0 : row.End > 0 ? 1 : 2)
        .ThenBy(row => -row.End)
        .Take(count);

    private string Describe(Row row) => row switch
    {
        { Summary: { } scan } => Describe(scan),
        { End: > 0 } => "done before",
        { Status: { Until: { } until } wait } =>
            $"{ScanLines.Describe(wait)} ({Describe(until - time.GetUtcNow())})",
        { Status: { } status } => ScanLines.Describe(status),
        _ => "comes later",
    };

    private static string Describe(ScanSummary scan) => scan.Outcome switch
    {
        ScanOutcome.Completed or ScanOutcome.LimitReached when scan.Owed == 0 => "done",
        ScanOutcome.Completed or ScanOutcome.LimitReached => $"{Quantity.Of(scan.Owed, "post")} owed",
        _ => $"{scan.Outcome.ToString().ToLowerInvariant()}: {scan.Message}",
    };

    private string DescribeAll()
    {
        var ended = _rows.Values.Count(row => row.End > 0);
        var failed = _rows.Values.Count(row => row.Summary?.Outcome is ScanOutcome.Failed or ScanOutcome.NoProgress);
        var rest = pace.FindRest([.. _rows.Values.Select(Pace)], time.GetUtcNow() - _startedAt);
        var left = rest is { } span ? $"about {Describe(span)} left" : "time left not known yet";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{ended} of {_rows.Count} accounts, {failed} failed; {_rows.Values.Sum(row => row.Counts.Posts)} posts and "
                + $"{_rows.Values.Sum(row => row.Counts.Pictures)} pictures in {Describe(time.GetUtcNow() - _startedAt)}; {left}");
    }

    private static PacedAccount Pace(Row row) => new(row.Account, row.Pages, row.Counts.Posts, row.End > 0);

    private static Text Number(int number) => new(number.ToString(CultureInfo.InvariantCulture)) { Justification = Justify.Right };

    private static string Describe(TimeSpan span) => span switch
    {
        { TotalSeconds: < 1 } => "0 s",
        { TotalMinutes: < 1 } => $"{(int)span.TotalSeconds} s",
        { TotalHours: < 1 } => $"{(int)span.TotalMinutes} min {span.Seconds} s",
        { TotalDays: < 1 } => $"{(int)span.TotalHours} h {span.Minutes} min",
        _ => $"{(int)span.TotalDays} d {span.Hours} h",
    };

    private sealed class Row(AccountId account)
    {
        public AccountId Account => account;

        public ScanStatus? Status { get; set; }

        public ScanSummary? Summary { get; set; }

        public int Pages { get; set; }

        public ScanCounts Counts { get; set; } = new();

        /// <summary>Where it stands among those that have ended, from 1; 0 where it has not.</summary>
        public int End { get; set; }
    }
}
