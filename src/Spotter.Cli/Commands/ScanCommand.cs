using System.CommandLine;
using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Cli.Output;
using Spotter.Local.Orchestration;
using Spotter.Scanning;
using Spotter.Watching;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter scan</c></summary>
internal static class ScanCommand
{
    public static Command Create(Terminal terminal)
    {
        var accounts = CommandOptions.Accounts(ArgumentArity.ZeroOrMore);
        var limit = new Option<int?>("--limit") { Description = "Take at most this many new posts", HelpName = "N" };
        var pages = new Option<int?>("--pages") { Description = "Read at most this many pages", HelpName = "P" };
        var history = new Option<bool>("--history")
        {
            Description = "Go back through the whole history; goes on where an earlier collection stopped",
        };
        var retry = new Option<bool>("--retry-failed")
        {
            Description = "Bring back the posts, pictures and alerts that were given up: spotter posts --failed lists them",
        };
        var noWait = new Option<bool>("--no-wait")
        {
            Description = "End where a call budget or a server asks to wait, and say until when it does",
        };
        var json = CommandOptions.Json();
        limit.Validators.Add(CommandOptions.RequirePositive);
        pages.Validators.Add(CommandOptions.RequirePositive);

        var command = new Command("scan", """
            Scan watched accounts once, now: those that are named, or all that are not paused.

            Examples:
              spotter scan
              spotter scan instagram:davesfreshpasta
              spotter scan folder:./pictures --limit 100 --json
              spotter scan instagram:davesfreshpasta --history --pages 20
              spotter scan instagram:davesfreshpasta --retry-failed
              spotter scan --no-wait --json

            Exit code 1 where a scan failed, or something was given up or is still owed: pictures that did not come, alerts that could not be sent.
            Later scans go on with what is owed. This command tries at once what has failed; where a server asked to wait, it tries when that time is over.
            """) { accounts, limit, pages, history, retry, noWait, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var host = CommandHost.Open(result, terminal, result.GetValue(json));
            var mode = result.GetValue(history) ? ScanMode.History : ScanMode.New;
            var template = new ScanRequest(
                default,
                mode,
                result.GetValue(limit),
                result.GetValue(pages),
                RetryFailed: result.GetValue(retry),
                IsAsked: true,
                NoWait: result.GetValue(noWait));
            var chosen = await ChooseAsync(host, terminal, result.GetValue(accounts)!, cancellationToken);
            var requests = chosen.Select(account => template with { Account = account }).ToList();
            return await RunAsync(host, terminal, requests, result.GetValue(json), cancellationToken);
        });
        return command;
    }

    private static async Task<IReadOnlyList<AccountId>> ChooseAsync(
        CommandHost host, Terminal terminal, string[] named, CancellationToken cancellationToken)
    {
        if (named.Length > 0)
            return await WatchedAccounts.ReadAsync(host, named, cancellationToken);

        var watches = await WatchedAccounts.ListAsync(host, terminal, cancellationToken);
        if (watches.Count == 0)
            throw new UsageException(
                "Nothing is watched yet. Add an account: spotter accounts add instagram:davesfreshpasta --rule specials-board");

        return [.. watches.Where(watch => !watch.Paused).Select(watch => watch.Account)];
    }

    private static async Task<int> RunAsync(
        CommandHost host, Terminal terminal, List<ScanRequest> requests, bool json, CancellationToken cancellationToken)
    {
        await RequireWatchedAsync(host, requests, cancellationToken);
        await host.Get<ChannelRecovery>().ResumeHealthyAsync(cancellationToken);

        var summaries = new List<ScanSummary>();
        using var observer = new ScanObserver(
            host.Get<LocalOrchestrator>(), terminal, summaries.Add, showWaits: true, host.Get<TimeProvider>(), showBusy: true);
        await host.Get<LocalOrchestrator>().RunAsync(
            MonitorAccounts.Definition,
            new MonitorRequest { Scans = requests, Parallel = host.Get<IOptions<ScanningOptions>>().Value.ParallelAccounts },
            "monitor",
            cancellationToken);
        if (json)
            terminal.Json(
                [.. summaries.OrderBy(scan => scan.Account.ToString(), StringComparer.Ordinal)],
                CliJson.Default.IReadOnlyListScanSummary
            );
        return summaries.Count == requests.Count && summaries.All(IsWell) ? ExitCode.Success : ExitCode.Failure;
    }

    private static bool IsWell(ScanSummary scan) =>
        scan is { Outcome: ScanOutcome.Completed or ScanOutcome.LimitReached, Owed: 0, Losses.Count: 0, Counts.Failed: 0 };

    private static async Task RequireWatchedAsync(CommandHost host, List<ScanRequest> requests, CancellationToken cancellationToken)
    {
        foreach (var request in requests)
            if (!await host.Get<WatchRepository>().IsWatchedAsync(request.Account, cancellationToken))
                throw new UsageException($"{request.Account} is not watched. Add it with: spotter accounts add {request.Account}");
    }
}
