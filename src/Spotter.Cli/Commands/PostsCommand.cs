using System.CommandLine;
using System.Globalization;
using Spotter.Accounts;
using Spotter.Cli.Output;
using Spotter.Cli.Rows;
using Spotter.Scanning;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter posts</c></summary>
internal static class PostsCommand
{
    private const int UsualLimit = 50;

    public static Command Create(Terminal terminal)
    {
        var accounts = CommandOptions.Accounts(ArgumentArity.ZeroOrMore);
        var failed = new Option<bool>("--failed")
        {
            Description = "Only posts that were given up, or lost a picture or an alert, with the reason",
        };
        var limit = new Option<int?>("--limit")
        {
            Description = $"At most this many posts [default: {UsualLimit}; all with --json]",
            HelpName = "N",
        };
        limit.Validators.Add(CommandOptions.RequirePositive);
        var relabel = new Option<bool>("--relabel") { Description = "Have --model judge old posts again, without alerts" };
        var model = new Option<string?>("--model") { Description = "With --relabel: the model that judges", HelpName = "NAME" };
        var since = new Option<string?>("--since")
        {
            Description = "With --relabel: no older posts (7d, 12h, 2026-11-01)",
            HelpName = "WHEN",
        };
        var json = CommandOptions.Json();
        var command = new Command("posts", """
            List the posts that were found, watched or collected, newest first, each with the model's best label.
            A person's label, with the person's name, wins over the model's.
            With --relabel a model judges the stored pictures again; run again, it goes on where it stopped.

            Examples:
              spotter posts --limit 10
              spotter posts instagram:davesfreshpasta --json
              spotter posts --failed
              spotter posts --relabel --model lunch --since 30d
            """) { accounts, failed, limit, relabel, model, since, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var host = CommandHost.Open(result, terminal);
            var chosen = await WatchedAccounts.ChooseStoredAsync(host, terminal, result.GetValue(accounts)!, cancellationToken);
            if (result.GetValue(relabel) && (result.GetValue(failed) || result.GetValue(limit) is not null))
                throw new UsageException("--relabel judges all posts since --since: leave --failed and --limit out.");
            if (result.GetValue(relabel))
                return await RelabelAsync(
                    host, terminal, chosen, result.GetValue(model), result.GetValue(since), result.GetValue(json), cancellationToken);
            if (result.GetValue(model) is not null || result.GetValue(since) is not null)
                throw new UsageException("--model and --since belong to --relabel: name it, too.");

            var rows = host.Get<PostRows>().ListAsync(chosen, result.GetValue(failed), cancellationToken);
            if (result.GetValue(json))
                await terminal.JsonAsync(Take(rows, result.GetValue(limit)), CliJson.Default.PostRow, cancellationToken);
            else
                await PrintAsync(terminal, rows, result.GetValue(limit) ?? UsualLimit, cancellationToken);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<int> RelabelAsync(
        CommandHost host,
        Terminal terminal,
        IReadOnlyList<AccountId> accounts,
        string? model,
        string? since,
        bool json,
        CancellationToken cancellationToken)
    {
        if (model is null)
            throw new UsageException("--relabel needs the model that judges: --model NAME");

        CommandOptions.RequireModel(host, model);
        var from = since is null ? (DateTimeOffset?)null : CommandOptions.ReadTime("--since", since, host.Get<TimeProvider>().GetUtcNow());
        var summary = await terminal.WithStagesAsync(show => host.Get<Relabelling>().RunAsync(
            accounts, model, from, looked => show("posts", looked, 0), cancellationToken));
        foreach (var problem in summary.Problems)
            terminal.Problem(problem);
        if (json)
            terminal.Json(summary, CliJson.Default.RelabelSummary);
        else
            terminal.Line(
                $"{summary.Posts} posts with {summary.Pictures} pictures judged again, {summary.Changed} pictures have another best label; "
                    + $"{summary.Known} posts were judged by this model before");
        return summary.Problems.Count == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private static IAsyncEnumerable<PostRow> Take(IAsyncEnumerable<PostRow> rows, int? limit) =>
        limit is { } most ? rows.Take(most) : rows;

    private static async Task PrintAsync(
        Terminal terminal, IAsyncEnumerable<PostRow> posts, int limit, CancellationToken cancellationToken)
    {
        var rows = await posts.Take(limit + 1).ToListAsync(cancellationToken);
        terminal.List(["POSTED (UTC)", "ACCOUNT", "POST", "STAGE"], rows.Take(limit).Select(row => (Cells(row), Below(row))));
        if (rows.Count > limit)
            terminal.Note($"There are more than these {limit} posts: --limit N");
    }

    private static IReadOnlyList<string> Cells(PostRow row) =>
    [
        row.PostedAt.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        row.Account.ToString(),
        row.Id,
        row.Stage.ToString().ToLowerInvariant(),
    ];

    private static IReadOnlyList<string> Below(PostRow row) =>
    [
        row.Best is { } best
            ? string.Create(CultureInfo.InvariantCulture, $"{best.Label} {(row.By is { } person ? $"({person})" : $"{best.Score:0.00}")}")
            : "",
        row.Prediction is { } said ? $"the account, by its captions: {said.Describe()}" : "",
        row.Words is { Count: > 0 } words ? Shorten($"says: {string.Join(" / ", words)}") : "",
        Shorten(row.Reason ?? (row.Lost is [var loss, ..] ? loss : null) ?? row.Caption ?? ""),
    ];

    private static string Shorten(string text) => text.Length <= 100 ? text : text[..99] + "…";
}
