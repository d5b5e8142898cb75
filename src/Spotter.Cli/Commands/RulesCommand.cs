using System.CommandLine;
using System.Globalization;
using Spotter.Cli.Output;
using Spotter.Scanning;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter rules</c></summary>
internal static class RulesCommand
{
    private const int DefaultDays = 30;

    public static Command Create(Terminal terminal) => new(
        "rules",
        """
        Try what is worth an alert. A rule is a condition and, after ->, the channel that is told; docs/rules.md tells all of it.

        Rules:
          specials-board                                            a board, as sure as the model recommends
          specials-board >= 0.95 -> lunch                           a surer one, told to the channel lunch
          specials-board and words has "clam chowder|bisque"        a board that offers one of them
          caption has soup and not caption has "sold out"           what is written beside the picture
          words ~ "\$ ?[0-4]\." and likes >= 100                    a regular expression; how many like it
          (soup or cake) and account = davesfreshpasta              brackets, and who posted it
        """)
    {
        CreateTest(terminal),
    };

    private static Command CreateTest(Terminal terminal)
    {
        var rule = new Argument<string>("RULE") { Description = "The rule, in quotes for the shell; a channel is passed over" };
        var accounts = new Option<string[]>("--account")
        {
            Description = "Only posts of this account; may be given several times [default: every watched one]",
            HelpName = "ACCOUNT",
        };
        var since = new Option<string>("--since")
        {
            Description = "How far to look back: a number of days (30d) or hours (12h), or a date (2026-11-01)",
            DefaultValueFactory = _ => $"{DefaultDays}d",
            HelpName = "TIME",
        };
        var json = CommandOptions.Json();
        var command = new Command(
            "test",
            """
            Say what a rule would have matched among the posts that are stored, and why. Nobody is told.

            Examples:
              spotter rules test specials-board
              spotter rules test 'specials-board >= 0.95 and caption has "chowder|bisque"' --since 90d
              spotter rules test 'likes >= 100' --account @davesfreshpasta --json
            """) { rule, accounts, since, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var host = CommandHost.Open(result, terminal);
            var from = CommandOptions.ReadTime("--since", result.GetValue(since)!, host.Get<TimeProvider>().GetUtcNow());
            var chosen = await WatchedAccounts.ChooseAsync(host, terminal, result.GetValue(accounts) ?? [], cancellationToken);
            if (chosen.Count == 0)
                throw new UsageException("Nothing is watched yet. Add an account with: spotter accounts add source:handle");

            var tester = host.Get<RuleTester>();
            var condition = await tester.ReadAsync(result.GetValue(rule)!, chosen, cancellationToken);
            var test = await tester.TestAsync(condition, chosen, from, cancellationToken);
            if (result.GetValue(json))
                terminal.Json(test, CliJson.Default.RuleTest);
            else
                Print(terminal, test);
            return test.Problems.Count == 0 ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static void Print(Terminal terminal, RuleTest test)
    {
        if (test.Matched.Count > 0)
            terminal.List(
                ["POSTED (UTC)", "ACCOUNT", "POST"],
                test.Matched.Select(match => (
                    (IReadOnlyList<string>)[Show(match.PostedAt), match.Account.ToString(), match.Id],
                    (IReadOnlyList<string>)[string.Join(", ", match.Why)])));
        terminal.Wrapped("", Describe(test));
        foreach (var problem in test.Problems)
            terminal.Wrapped("", problem);
    }

    private static string Describe(RuleTest test)
    {
        var looked = test.LookedBackTo is { } oldest
            ? $"{test.Rule}: matches {test.Matched.Count} of {Quantity.Of(test.Looked, "post")} back to {Show(oldest)}."
            : $"{test.Rule}: there is no post since {Show(test.Since)}.";
        var others = test.Undecided - test.WordsUnread;
        return string.Join(' ', (string[])[
            looked,
            .. test.WordsUnread > 0 ? [$"Undecided: {test.WordsUnread} whose words were not read."] : Array.Empty<string>(),
            .. others > 0 ? [$"Undecided: {others} of which nobody said what the rule asks for."] : Array.Empty<string>(),
            .. test.Stopped ? ["There are more: name accounts with --account, or a shorter time with --since."] : Array.Empty<string>(),
        ]);
    }

    private static string Show(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
