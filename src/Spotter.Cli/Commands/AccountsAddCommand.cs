using System.CommandLine;
using Spotter.Cli.Output;
using Spotter.Watching;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter accounts add</c></summary>
internal static class AccountsAddCommand
{
    public static Command Create(Terminal terminal)
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
            var change = new WatchChange
            {
                Schedule = result.GetValue(schedule),
                TimeZone = result.GetValue(zone),
                Model = result.GetValue(model),
                CaptionModel = result.GetValue(captions),
                Rules = result.GetValue(rules) ?? [],
            };
            await AddAsync(host, terminal, result.GetValue(accounts)!, change, cancellationToken);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task AddAsync(
        CommandHost host, Terminal terminal, string[] named, WatchChange change, CancellationToken cancellationToken)
    {
        var template = await host.Get<WatchMaker>().MakeAsync(change, cancellationToken);
        var accounts = await WatchedAccounts.ReadAsync(host, named, cancellationToken);
        var watches = accounts.Select(account => template(host.Get<AccountNames>().RequireValid(account))).ToList();
        var model = await AccountsListCommand.FindModelAsync(host, watches[0], cancellationToken);
        foreach (var watch in watches)
            if (!await host.Get<WatchRepository>().TryAddAsync(watch, cancellationToken))
                throw new UsageException($"{watch.Account} is watched already. To change it: spotter accounts set {watch.Account}, "
                    + $"with what is to be different.");
            else
                terminal.Line($"watching {watch.Account}: {AccountsCommand.Describe(watch, model)}");
        if (watches[0].Rules.Count == 0)
            terminal.Note("There is no rule, so nobody will be told. Add one with --rule LABEL.");
    }
}
