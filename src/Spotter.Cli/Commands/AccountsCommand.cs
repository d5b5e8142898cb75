using System.CommandLine;
using Spotter.Accounts;
using Spotter.Cli.Output;
using Spotter.Cli.Rows;
using Spotter.Models;
using Spotter.Watching;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter accounts</c></summary>
internal static class AccountsCommand
{
    public static Command Create(Terminal terminal) => new("accounts", "Say which accounts are watched, how, and what is worth an alert.")
    {
        AccountsAddCommand.Create(terminal),
        AccountsListCommand.Create(terminal),
        AccountsSetCommand.Create(terminal),
        CreateChange(terminal, "pause", "Pass an account over until it is resumed.", watch => watch with { Paused = true }),
        CreateChange(terminal, "resume", "Let a paused account be scanned again.", watch => watch with { Paused = false }),
        CreateRemove(terminal),
    };

    private static Command CreateChange(Terminal terminal, string name, string description, Func<Watch, Watch> change)
    {
        var accounts = CommandOptions.Accounts(ArgumentArity.OneOrMore);
        var command = new Command(name, description) { accounts };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var host = CommandHost.Open(result, terminal);
            foreach (var account in await WatchedAccounts.ReadAsync(host, result.GetValue(accounts)!, cancellationToken))
                if (await host.Get<WatchRepository>().UpdateAsync(account, change, cancellationToken) is null)
                    throw NotWatched(account);
                else
                    terminal.Line($"{account}: {name}d");
            return ExitCode.Success;
        });
        return command;
    }

    private static Command CreateRemove(Terminal terminal)
    {
        var accounts = CommandOptions.Accounts(ArgumentArity.OneOrMore);
        var command = new Command("remove", "Stop watching accounts. Their posts and pictures stay: posts, scans, review and dataset "
            + "take the accounts' names.") { accounts };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var host = CommandHost.Open(result, terminal);
            foreach (var account in await WatchedAccounts.ReadAsync(host, result.GetValue(accounts)!, cancellationToken))
                if (!await host.Get<WatchRepository>().RemoveAsync(account, cancellationToken))
                    throw NotWatched(account);
                else
                    terminal.Line(await WatchedAccounts.WasScannedAsync(host, account, cancellationToken)
                        ? $"{account}: removed. Its posts and pictures stay: spotter posts {account}"
                        : $"{account}: removed");
            return ExitCode.Success;
        });
        return command;
    }

    public static UsageException NotWatched(AccountId account) =>
        new($"{account} is not watched. The accounts that are: spotter accounts list");

    /// <summary>The rules of a watch, for a person.</summary>
    public static string Describe(Watch watch, ModelDescription? model) =>
        watch.Rules.Count == 0 ? "no rule" : string.Join(", ", watch.Rules.Select(rule => RuleRow.Of(rule, model).Describe()));
}
