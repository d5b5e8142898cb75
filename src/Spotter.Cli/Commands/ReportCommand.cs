using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spotter.Cli.Output;
using Spotter.Collecting;
using Spotter.Reporting;
using Spotter.Reporting.Explaining;
using Spotter.Web.Insights;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter report</c></summary>
internal static class ReportCommand
{
    private const int MaxShown = 5;

    private static readonly Option<string?> Output = new("--out")
    {
        Description = "A file that ends in .html, .csv or .json [default: the answers alone, as text]",
        HelpName = "FILE",
    };
    private static readonly Option<string[]> Accounts = new("--account")
    {
        Description = "Only posts of this account; may be given several times [default: all that have posts]",
        HelpName = "ACCOUNT",
    };
    private static readonly Option<string?> ListFile = new("--accounts")
    {
        Description = "Only posts of the accounts in this file, one a line, as for collect",
        HelpName = "FILE",
    };
    private static readonly Option<string?> Since = new("--since")
    {
        Description = "No older posts: 2026-01-31, 30d or 12h",
        HelpName = "WHEN",
    };
    private static readonly Option<string?> Until = new("--until") { Description = "Only older posts", HelpName = "WHEN" };
    private static readonly Option<string?> NewLabel = new("--new-label")
    {
        Description = "Predict the likes of a post that shows this",
        HelpName = "LABEL",
    };
    private static readonly Option<string?> NewCaption = new("--new-caption")
    {
        Description = "Predict the likes of a post with this caption",
        HelpName = "TEXT",
    };
    private static readonly Option<string?> NewTime = new("--new-time")
    {
        Description = "Predict the likes of a post at this time: 2026-11-28T12:30",
        HelpName = "TIME",
    };
    private static readonly Option<int?> NewPictures = new("--new-pictures")
    {
        Description = "Predict the likes of a post with so many pictures",
        HelpName = "N",
    };

    public static Command Create(Terminal terminal)
    {
        var json = CommandOptions.Json();
        var command = new Command("report", """
            Say what people like: by label, time, words and caption, and how much of it is chance.
            The HTML file needs nothing but itself; the CSV file is one table; the JSON file has it all.

            Examples:
              spotter report --account @davesfreshpasta
              spotter report --since 365d --out report.html
              spotter report --accounts shops.txt --since 2026-01-01 --until 2026-07-01 --out h1.csv
              spotter report --account @davesfreshpasta --new-label soup --new-time 2026-11-28T12:00
              spotter report --json

            Exit code 1 where a record cannot be read; the others are told of all the same.
            """) { Output, Accounts, ListFile, Since, Until, NewLabel, NewCaption, NewTime, NewPictures, json };
        NewPictures.Validators.Add(CommandOptions.RequirePositive);
        command.SetAction(async (result, cancellationToken) =>
        {
            RequireKnown(result.GetValue(Output), result.GetValue(json));
            await using var host = CommandHost.Open(result, terminal, result.GetValue(json));
            var request = await ReadAsync(result, host, cancellationToken);
            var findings = await terminal.WithProgressAsync(
                "accounts", show => host.Get<FindingsGatherer>().GatherAsync(request, show, cancellationToken));
            if (result.GetValue(Output) is { } file)
                await OutputFile.WriteAsync(
                    file, "report", writer => WriteAsync(host, Path.GetExtension(file), findings, writer, cancellationToken));
            if (result.GetValue(json))
                terminal.Json(findings, FindingsJson.Default.Findings);
            else
                Print(terminal, findings, result.GetValue(Output));
            foreach (var problem in findings.Problems)
                terminal.Problem(problem);
            return findings.Problems.Count == 0 ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static void RequireKnown(string? file, bool json)
    {
        if (file is null)
            return;
        if (json)
            throw new UsageException("--json prints what --out report.json writes: leave one of them out.");
        if (Path.GetExtension(file).ToLowerInvariant() is not (".html" or ".htm" or ".csv" or ".json"))
            throw new UsageException($"--out is '{file}'; name a file that ends in .html, .csv or .json.");
        if (Directory.Exists(file))
            throw new UsageException($"--out is '{file}', a folder; name a file.");
    }

    private static async Task<FindingsRequest> ReadAsync(ParseResult result, CommandHost host, CancellationToken cancellationToken)
    {
        var now = host.Get<TimeProvider>().GetUtcNow();
        var named = new List<string>(result.GetValue(Accounts) ?? []);
        if (result.GetValue(ListFile) is { } list)
            named.AddRange((await AccountList.ReadAsync(list, column: null, cancellationToken)).Select(one => one.Text));
        if (result.GetValue(ListFile) is { } empty && named.Count == 0)
            throw new UsageException($"{empty} names no account. Write one a line into it, for example instagram:davesfreshpasta.");

        return new FindingsRequest
        {
            Accounts = named.Count == 0 ? null : await WatchedAccounts.ReadAsync(host, named, cancellationToken),
            Since = result.GetValue(Since) is { } since ? CommandOptions.ReadTime("--since", since, now) : null,
            Until = result.GetValue(Until) is { } until ? CommandOptions.ReadTime("--until", until, now) : null,
            New = ReadNew(result),
        };
    }

    private static NewPost? ReadNew(ParseResult result)
    {
        var post = new NewPost(
            result.GetValue(NewLabel),
            result.GetValue(NewCaption),
            result.GetValue(NewTime) is { } text ? ReadTime(text) : null,
            result.GetValue(NewPictures));
        return post == new NewPost() ? null : post;
    }

    private static DateTime ReadTime(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw new UsageException($"--new-time is '{text}'; write a day and an hour: 2026-11-28T12:30.");

    private static async Task WriteAsync(
        CommandHost host, string extension, Findings findings, StreamWriter writer, CancellationToken cancellationToken)
    {
        switch (extension.ToLowerInvariant())
        {
            case ".csv":
                FindingsTable.Write(findings, writer);
                break;
            case ".json":
                await writer.WriteAsync(
                    JsonSerializer.Serialize(findings, FindingsJson.Default.Findings).AsMemory(), cancellationToken);
                break;
            default:
                var page = await host.Get<IInsightsReport>().WriteAsync(findings, cancellationToken);
                await writer.WriteAsync(page.AsMemory(), cancellationToken);
                break;
        }
    }

    private static void Print(Terminal terminal, Findings findings, string? file)
    {
        terminal.Wrapped("", Answers.Posts(findings));
        foreach (var warning in Answers.Warnings(findings))
            terminal.Wrapped("Note: ", warning);
        if (findings.All.Posts > 0)
            foreach (var (question, answer) in AnswersOf(findings))
            {
                terminal.Line(question);
                terminal.Wrapped("    ", answer);
            }

        if (file is not null)
            terminal.Line($"All of it is in {Path.GetFullPath(file)}");
    }

    private static IEnumerable<(string Question, string Answer)> AnswersOf(Findings findings) =>
    [
        .. findings.Models.SelectMany(model => new[]
        {
            ($"What do people like?{Of(findings, model)}", Answers.Likes(findings, model)),
            ($"What do people talk about?{Of(findings, model)}", Answers.Comments(findings, model)),
            ($"What do posts show?{Of(findings, model)}", Answers.Count(model)),
        }),
        .. findings.Explained.Take(MaxShown).Select(one => ($"What explains the likes of {one.Account}?", Explain(one))),
        ("Do likes grow?", Answers.OverTime(findings)),
        ("When are posts liked?", Answers.Hours(findings)),
        ("Do more pictures help?", Answers.Steps(findings.ByPictures)),
        ("Do words in the pictures help?", Answers.Steps(findings.ByWordsRead)),
        ("Does a longer caption help?", Answers.Steps(findings.ByCaptionWords)),
        ("Does what posts show change?", Answers.Mix(findings.Mix)),
        ("What do comments say?", Answers.Said(findings.Said)),
        .. (findings.Said?.Labels ?? []).Select(label => ($"What do comments on {label.Account} look like?", Answers.Said(label))),
    ];

    private static string Of(Findings findings, ModelFigures model) => findings.Models.Count > 1 ? $" (by {model.Model})" : "";

    private static string Explain(Explanation one) => string.Join(' ', (string[])[
        Answers.Explained(one),
        .. one.Usual is { } usual ? [$"A usual new post would get {Wording.Show(usual)}."] : Array.Empty<string>(),
        .. one.New is { } asked ? [$"The one that was asked about would get {Wording.Show(asked)}."] : Array.Empty<string>(),
    ]);
}
