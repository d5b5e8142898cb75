using System.CommandLine;
using Spotter.Accounts;
using Spotter.Cli.Output;
using Spotter.Watching;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter accounts set</c></summary>
internal static class AccountsSetCommand
{
    public static Command Create(Terminal terminal)
    {
        var accounts = CommandOptions.Accounts(ArgumentArity.OneOrMore);
        var schedule = new Option<string?>("--schedule")
        {
            Description = "When to scan: second minute hour day month weekday, or default",
            HelpName = "CRON",
        };
        var zone = new Option<string?>("--zone")
        {
            Description = "The schedule's time zone, such as America/New_York, or default",
            HelpName = "ZONE",
        };
        var model = new Option<string?>("--model") { Description = "The model that classifies from now on, or default", HelpName = "NAME" };
        var captions = new Option<string?>("--caption-model")
        {
            Description = "The model of captions that says what the account is, none, or default",
            HelpName = "NAME",
        };
        var rules = new Option<string[]>("--rule")
        {
            Description = "What is worth an alert, in place of all rules that there are; may be given several times",
            HelpName = "RULE",
        };
        var added = new Option<string[]>("--add-rule") { Description = "One more rule; may be given several times", HelpName = "RULE" };
        var removed = new Option<string[]>("--remove-rule")
        {
            Description = "A rule that goes, as accounts list shows it, or a label whose rules go; may be given several times",
            HelpName = "RULE",
        };
        var command = new Command(
            "set",
            """
            Change how accounts are watched.
            What is not named stays, and so does the time from which posts are alerted on.

            Examples:
              spotter accounts set instagram:davesfreshpasta --rule 'specials-board >= 0.9 -> lunch'
              spotter accounts set instagram:davesfreshpasta --schedule "0 */10 11-12 * * *" --zone America/New_York
              spotter accounts set instagram:davesfreshpasta --model lunch --rule board --add-rule soup
              spotter accounts set instagram:davesfreshpasta --model default --schedule default
            """) { accounts, schedule, zone, model, captions, rules, added, removed };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var host = CommandHost.Open(result, terminal);
            var given = result.GetValue(rules) ?? [];
            var more = result.GetValue(added) ?? [];
            var change = new WatchChange
            {
                Schedule = result.GetValue(schedule),
                TimeZone = result.GetValue(zone),
                Model = result.GetValue(model),
                CaptionModel = result.GetValue(captions),
                Rules = given.Length > 0 ? [.. given, .. more] : null,
                AddedRules = more,
                RemovedRules = result.GetValue(removed) ?? [],
            };
            if (change is
                {
                    Schedule: null, TimeZone: null, Model: null, CaptionModel: null, Rules: null, AddedRules.Count: 0,
                    RemovedRules.Count: 0,
                })
                throw new UsageException("Nothing was named that is to be different. See: spotter accounts set --help");

            foreach (var account in await WatchedAccounts.ReadAsync(host, result.GetValue(accounts)!, cancellationToken))
                await SetAsync(host, terminal, account, change, cancellationToken);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task SetAsync(
        CommandHost host, Terminal terminal, AccountId account, WatchChange change, CancellationToken cancellationToken)
    {
        var watches = host.Get<WatchRepository>();
        var watch = await watches.FindAsync(account, cancellationToken) ?? throw AccountsCommand.NotWatched(account);
        var changed = await host.Get<WatchMaker>().ChangeAsync(watch, change, cancellationToken);
        // Another process may have paused it meanwhile.
        if (await watches.UpdateAsync(
            account, present => changed with { Since = present.Since, Paused = present.Paused }, cancellationToken) is null)
            throw AccountsCommand.NotWatched(account);

        var model = await AccountsListCommand.FindModelAsync(host, changed, cancellationToken);
        terminal.Line($"watching {account}: {AccountsCommand.Describe(changed, model)}");
    }
}
