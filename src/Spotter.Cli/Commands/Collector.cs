using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Calls;
using Spotter.Cli.Output;
using Spotter.Cli.Rows;
using Spotter.Collecting;
using Spotter.Local.Orchestration;
using Spotter.Models;
using Spotter.Scanning;
using Spotter.Sources;
using Spotter.Sources.Folder;
using Spotter.Watching;

namespace Spotter.Cli.Commands;

/// <summary>Runs a collection and tells of it.</summary>
internal sealed class Collector(CommandHost host, Terminal terminal, CollectRequest request)
{
    // One account after the other would leave the budget idle while the last pictures of one come.
    private const int LeastParallel = 2;

    private const int MostParallel = 8;

    private readonly ConcurrentDictionary<AccountId, CollectedAccount> _records = new();
    private readonly ConcurrentDictionary<AccountId, FilesSummary> _files = new();
    private int _ended;

    // Lines that name no account, and accounts whose files could not be written.
    private int _problems;

    private Collections Collections => host.Get<Collections>();

    /// <summary>Says what it would take.</summary>
    public async Task<int> EstimateAsync(bool json, CancellationToken cancellationToken)
    {
        var accounts = await ReadAccountsAsync(cancellationToken);
        var done = 0;
        foreach (var account in accounts)
        {
            var record = await host.Get<CollectionRepository>().FindAsync(request.Plan.Name, account, TellDamaged, cancellationToken);
            done += record?.IsDoneFor(request.Plan.Bounds, request.Plan.MaxPosts) == true ? 1 : 0;
        }

        var estimate = Estimate(accounts, done);
        if (json)
            terminal.Json(estimate, CliJson.Default.CollectionEstimate);
        else
            Print(estimate);
        return _problems == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    /// <summary>Collects, writes files and reports.</summary>
    public async Task<int> RunAsync(bool json, string? report, CancellationToken cancellationToken)
    {
        var accounts = await ReadAccountsAsync(cancellationToken);
        OutputFolder.Make(request.Files.Folder);
        var scans = new List<ScanRequest>();
        foreach (var account in accounts)
        {
            var (record, scan) = await Collections.BeginAsync(request.Plan, account, TellDamaged, cancellationToken);
            _records[account] = record;
            if (scan is null)
                await WriteAsync(account, cancellationToken);
            else
                scans.Add(scan);
        }

        _ended = accounts.Count - scans.Count;
        if (_ended > 0)
            terminal.Note($"{_ended} of {accounts.Count} accounts were done before.");
        var board = BoardOf(accounts, scans);
        await terminal.WithLiveAsync(board.Draw, () => ScanAsync(scans, board, cancellationToken));
        return await ReportAsync(accounts, json, report, cancellationToken);
    }

    private CollectionBoard BoardOf(IReadOnlyList<AccountId> accounts, List<ScanRequest> scans)
    {
        var sources = host.Get<PostSources>();
        var budgets = accounts.Select(account => account.Source).Distinct().ToDictionary(
            name => name, name => PacesOf(sources.Get(name).Budget));
        var pace = new CollectionPace(
            budgets, host.Get<IOptions<ScanningOptions>>().Value.PageSize, request.Plan.MaxPosts, request.Plan.MaxPages);
        var board = new CollectionBoard(accounts, pace, host.Get<TimeProvider>());
        foreach (var account in accounts.Except(scans.Select(scan => scan.Account)))
            board.Skip(account);
        return board;
    }

    private async Task ScanAsync(List<ScanRequest> scans, CollectionBoard board, CancellationToken cancellationToken)
    {
        if (scans.Count == 0)
            return;

        var parallel = Math.Clamp(host.Get<ProxyRoutes>().All.Count, LeastParallel, MostParallel);
        var ended = Channel.CreateUnbounded<ScanSummary>();
        using var observer = new ScanObserver(
            host.Get<LocalOrchestrator>(),
            terminal,
            scan => ended.Writer.TryWrite(scan),
            // The table shows both.
            showWaits: !Terminal.IsInteractive,
            host.Get<TimeProvider>(),
            showBusy: true,
            showEnds: !Terminal.IsInteractive);
        void Tell(object? input, object status)
        {
            if (input is ScanRequest scan && status is ScanStatus doing)
                board.Tell(scan.Account, doing);
        }

        host.Get<LocalOrchestrator>().StatusChanged += Tell;
        var writing = WriteEndedAsync(ended.Reader, board, cancellationToken);
        try
        {
            await host.Get<LocalOrchestrator>().RunAsync(
                MonitorAccounts.Definition,
                new MonitorRequest { Scans = scans, Parallel = parallel, AbortAfter = request.AbortAfter },
                $"collect-{request.Plan.Name}",
                cancellationToken);
        }
        finally
        {
            host.Get<LocalOrchestrator>().StatusChanged -= Tell;
            ended.Writer.Complete();
            await writing;
        }
    }

    private async Task WriteEndedAsync(ChannelReader<ScanSummary> ended, CollectionBoard board, CancellationToken cancellationToken)
    {
        await foreach (var scan in ended.ReadAllAsync(CancellationToken.None))
        {
            if (cancellationToken.IsCancellationRequested)
                continue;

            _records[scan.Account] = await Collections.EndAsync(request.Plan, _records[scan.Account], scan, cancellationToken);
            await WriteAsync(scan.Account, cancellationToken);
            board.End(scan);
            if (!Terminal.IsInteractive)
                terminal.Note(Describe(scan.Account, board));
            else
                foreach (var notice in scan.Notices)
                    terminal.Note($"{scan.Account}: {notice}");
        }
    }

    private string Describe(AccountId account, CollectionBoard board)
    {
        var written = _files.TryGetValue(account, out var files) ? Describe(files) : "no files";
        var rest = board.DescribeRest() is { } left ? $"; {left}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{++_ended} of {_records.Count} accounts; {written} of {account}{rest}");
    }

    private string Describe(FilesSummary files)
    {
        var videos = request.Plan.Bounds.KeepsVideos ? $", {files.Videos} videos" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{files.Posts} posts{videos} and {files.Pictures} pictures");
    }

    // What is wrong with the files of one account holds up no other for days.
    private async Task WriteAsync(AccountId account, CancellationToken cancellationToken)
    {
        try
        {
            _files[account] = await host.Get<AccountFiles>().WriteAsync(account, request.Files, cancellationToken);
        }
        catch (Exception error) when (error is IOException or ModelStoreException)
        {
            _problems++;
            terminal.Problem(error.Message);
        }
    }

    private async Task<int> ReportAsync(
        IReadOnlyList<AccountId> accounts, bool json, string? report, CancellationToken cancellationToken)
    {
        IReadOnlyList<CollectedRow> rows =
            [.. accounts.Select(account => CollectedRow.Of(_records[account], _files.GetValueOrDefault(account)))];
        if (report is not null)
            await CollectionReport.WriteAsync(report, request.Files.Folder, rows, host.Get<TimeProvider>().GetUtcNow(), cancellationToken);
        if (json)
            terminal.Json(rows, CliJson.Default.IReadOnlyListCollectedRow);
        else
            Print(rows);
        foreach (var row in rows)
            foreach (var missing in row.Missing)
                terminal.Problem($"{row.Account}: {missing}");
        return _problems == 0 && rows.All(row => row is { State: "done", Missing.Count: 0 }) ? ExitCode.Success : ExitCode.Failure;
    }

    // One line that names no account costs that line.
    private async Task<IReadOnlyList<AccountId>> ReadAccountsAsync(CancellationToken cancellationToken)
    {
        var accounts = new OrderedDictionary<AccountId, int>();
        foreach (var (text, line) in await AccountList.ReadAsync(request.AccountsFile, request.Column, cancellationToken))
            try
            {
                var isBare = !text.Contains(':') && !text.Contains('@');
                var account = host.Get<AccountNames>().RequireValid(
                    await host.Get<AccountNames>().FindAsync(isBare ? $"{request.Source}:{text}" : text, cancellationToken));
                RequireOutside(account);
                if (!accounts.TryAdd(account, line))
                    terminal.Note(
                        $"spotter: {request.AccountsFile}, line {line}: {account} stands in line {accounts[account]}, too, and is "
                            + "collected once");
            }
            catch (WatchException error)
            {
                _problems++;
                terminal.Problem($"{request.AccountsFile}, line {line}: {error.Message}");
            }

        return accounts.Count > 0
            ? [.. accounts.Keys]
            : throw new UsageException(
                $"{request.AccountsFile} names no account. Write one a line, for example instagram:davesfreshpasta.");
    }

    // What is written there would be collected with the next run, and again with the one after it.
    private void RequireOutside(AccountId account)
    {
        if (account.Source != "folder")
            return;

        var directory = host.Get<IOptions<FolderOptions>>().Value.DirectoryOf(account.Handle);
        var way = Path.GetRelativePath(directory, request.Files.Folder);
        if (!Path.IsPathRooted(way) && way.Split(Path.DirectorySeparatorChar)[0] != "..")
            throw new UsageException(
                $"--out {request.Files.Folder} lies in {account}, which would collect it. Choose a folder outside it.");
    }

    private void TellDamaged(Spotter.State.RecordException error) => terminal.Problem($"{error.Message} It begins anew.");

    private CollectionEstimate Estimate(IReadOnlyList<AccountId> accounts, int done)
    {
        var source = host.Get<PostSources>().Get(accounts[0].Source);
        var pageSize = host.Get<IOptions<ScanningOptions>>().Value.PageSize;
        var calls = request.Plan.MaxPosts is { } posts ? (long)(accounts.Count - done) * ((posts + pageSize - 1) / pageSize) : (long?)null;
        var windows = PacesOf(source.Budget);
        var hours = calls is { } number && windows.Count > 0
            ? windows.Max(window => number / (double)window.Calls * window.Span.TotalHours)
            : (double?)null;
        var megabytes = request.Plan.MaxPosts is { } each && StoredPictures.MeanBytes(host) is { } mean
            ? (accounts.Count - done) * (double)each * mean / 1e6
            : (double?)null;
        return new CollectionEstimate(accounts.Count, done, calls, hours, megabytes, Describe(windows), request.Plan.Bounds.KeepsVideos);
    }

    // Each proxy has its own budget where the source knows us by the address.
    private IReadOnlyList<CallWindow> PacesOf(CallBudgetPlan budget)
    {
        var budgets = host.Get<RoutedCalls>().ListPlans(budget).Count;
        return [.. budget.Windows.Select(window => window with { Calls = window.Calls * budgets })];
    }

    private static string Describe(IReadOnlyList<CallWindow> windows) => windows.Count == 0
        ? "no limit"
        : string.Join(' ', windows.Select(window => string.Create(
            CultureInfo.InvariantCulture, $"{window.Calls},{window.Span.TotalSeconds}")));

    private void Print(CollectionEstimate estimate)
    {
        terminal.Line($"{estimate.Accounts} accounts, {estimate.Done} of them done; call budget {estimate.Budget}");
        terminal.Line(estimate.MaxCalls is { } calls
            ? string.Create(
                CultureInfo.InvariantCulture, $"at most {calls} calls for pages, {estimate.MaxHours ?? 0:0.0} hours by the budget")
            : "how many calls it takes is not known: --posts-per-account bounds it");
        if (estimate.MaxMegabytes is { } megabytes)
            terminal.Line(string.Create(
                CultureInfo.InvariantCulture, $"about {megabytes:0} MB of pictures, one a post, by the average of those that are stored"));
        if (estimate.Videos)
            terminal.Line("how large the files of videos are is not known beforehand");
    }

    private void Print(IReadOnlyList<CollectedRow> rows)
    {
        var hasVideos = request.Plan.Bounds.KeepsVideos;
        terminal.List(
            ["ACCOUNT", "STATE", "PAGES", "POSTS", "PICTURES", .. hasVideos ? (string[])["VIDEOS"] : []],
            rows.Select(row => ((IReadOnlyList<string>)
                [
                    row.Account.ToString(), row.State, Text(row.Pages), Text(row.Posts), Text(row.Pictures),
                    .. hasVideos ? (string[])[Text(row.Videos)] : [],
                ],
                (IReadOnlyList<string>)[row.Why ?? ""])));
        terminal.Line($"{rows.Count(row => row.State == "done")} of {rows.Count} accounts are done, below {request.Files.Folder}");
        if (rows.Sum(row => row.LeftOut) is var left and > 0)
            terminal.Line(
                $"{left} posts were left out by --where, {rows.Sum(row => row.Undecided)} of them because a label or words are not known");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
