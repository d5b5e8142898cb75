using System.CommandLine;
using System.Globalization;
using Spotter.Cli.Output;
using Spotter.Scanning;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter scans</c></summary>
internal static class ScansCommand
{
    public static Command Create(Terminal terminal)
    {
        var accounts = CommandOptions.Accounts(ArgumentArity.ZeroOrMore);
        var limit = CommandOptions.Limit("scans");
        var json = CommandOptions.Json();
        var command = new Command(
            "scans", "List the latest scans, newest first: what they did and how they ended.") { accounts, limit, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var host = CommandHost.Open(result, terminal);
            var scans = new List<ScanSummary>();
            foreach (var account in await WatchedAccounts.ChooseAsync(host, terminal, result.GetValue(accounts)!, cancellationToken))
                scans.AddRange(await host.Get<ScanRepository>().ListAsync(account, cancellationToken).ToListAsync(cancellationToken));
            var latest = scans.OrderByDescending(scan => scan.EndedAt).Take(result.GetValue(limit)).ToList();
            if (result.GetValue(json))
                terminal.Json(latest, CliJson.Default.IReadOnlyListScanSummary);
            else
                Print(terminal, latest);
            return ExitCode.Success;
        });
        return command;
    }

    private static void Print(Terminal terminal, List<ScanSummary> scans) => terminal.List(
        ["ENDED (UTC)", "ACCOUNT", "MODE", "OUTCOME", "PAGES"],
        scans.Select(scan => (Cells(scan), (IReadOnlyList<string>)[scan.Message ?? ScanLines.Describe(scan.Counts)])));

    private static IReadOnlyList<string> Cells(ScanSummary scan) =>
        [
            scan.EndedAt.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            scan.Account.ToString(),
            scan.Mode.ToString().ToLowerInvariant(),
            scan.Failure?.ToString().ToLowerInvariant() ?? scan.Outcome.ToString().ToLowerInvariant(),
            scan.Pages.ToString(CultureInfo.InvariantCulture),
        ];
}
