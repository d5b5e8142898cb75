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
        CreateAdd(terminal),
        AccountsListCommand.Create(terminal),
        AccountsSetCommand.Create(terminal),
        CreateChange(terminal, "pause", "Pass an account over until it is resumed.", watch => watch with { Paused = true }),
        CreateChange(terminal, "resume", "Let a paused account be scanned again.", watch => watch with { Paused = false }),
        CreateRemove(terminal),
    };

    private static Command CreateAdd(Terminal terminal)
    {
        var accounts = CommandOptions.Accounts(ArgumentArity.OneOrMore);
        var schedule = new Option<string?>("--schedule")
        {
            Description = "When to scan: second minute hour day month weekday [default: Watching:Schedule]",
            HelpName = "CRON",
        };
        var zone = new Option<string?>("--zone")
        {
            Description = "The schedule's time zone, such as America/New_York [default: Watching:TimeZone]",
            HelpName = "ZONE",
        };
        var model = new Option<string?>("--model")
        {
            Description = "The model that classifies [default: Watching:Model]",
            HelpName = "NAME",
        };
        var captions = new Option<string?>("--caption-model")
        {
            Description = "The model of captions that says what the account is [default: Watching:CaptionModel]",
            HelpName = "NAME",
        };
        var rules = new Option<string[]>("--rule")
        {
            Description = "What is worth an alert: condition [-> channel], see spotter rules --help; may be given several times",
            HelpName = "RULE",
        };
        var command = new Command(
            "add",
            """
            Watch accounts.
            What they posted before now is stored and classified, but never alerted on.

            Examples:
              spotter accounts add instagram:davesfreshpasta --rule specials-board
              spotter accounts add instagram:davesfreshpasta --rule 'specials-board >= 0.9 -> lunch' --schedule "0 */10 11-12 * * *" --zone America/New_York
              spotter accounts add @davesfreshpasta --rule 'specials-board and words has "chowder|bisque" -> lunch'
              spotter accounts add folder:./pictures --model squeezenet --rule 'hotdog >= 0.5 -> console'
              spotter accounts add instagram:davesfreshpasta --caption-model kind --rule 'shop >= 0.8 and specials-board'
            """) { accounts, schedule, zone, model, captions, rules };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var host = CommandHost.Open(result, terminal);
            var template = await host.Get<WatchMaker>().MakeAsync(
                new WatchChange
                {
                    Schedule = result.GetValue(schedule),
                    TimeZone = result.GetValue(zone),
                    Model = result.GetValue(model),
                    CaptionModel = result.GetValue(captions),
                    Rules = result.GetValue(rules) ?? [],
                },
                cancellationToken);
            var named = await WatchedAccounts.ReadAsync(host, result.GetValue(accounts)!, cancellationToken);
            var watches = named.Select(account => template(host.Get<AccountNames>().RequireValid(account))).ToList();
            var described = await AccountsListCommand.FindModelAsync(host, watches[0], cancellationToken);
            foreach (var watch in watches)
                if (!await host.Get<WatchRepository>().TryAddAsync(watch, cancellationToken))
                    throw new UsageException($"{watch.Account} is watched already. To change it: spotter accounts set {watch.Account}, "
                        + $"with what is to be different.");
                else
                    terminal.Line($"watching {watch.Account}: {Describe(watch, described)}");
            if (watches[0].Rules.Count == 0)
                terminal.Note("There is no rule, so nobody will be told. Add one with --rule LABEL.");
            return ExitCode.Success;
        });
        return command;
    }

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
