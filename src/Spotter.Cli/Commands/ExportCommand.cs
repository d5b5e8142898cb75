using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spotter.Accounts;
using Spotter.Cli.Output;
using Spotter.Collecting;
using Spotter.Moving.Exporting;
using Spotter.Posts;
using Spotter.Rules;
using Spotter.Scanning;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter export</c></summary>
internal static class ExportCommand
{
    private const string StandardOutput = "-";

    private static readonly Option<string> Format = new("--format")
    {
        Description = "folder, tar, csv, jsonl or parquet; the last three without pictures",
        DefaultValueFactory = _ => "folder",
        HelpName = "FORMAT",
    };
    private static readonly Option<string> Output = new("--out")
    {
        Description = "A new folder; - writes jsonl to the output",
        Required = true,
        HelpName = "DIR",
    };
    private static readonly Option<string?> Chunk = new("--chunk")
    {
        Description = "The most bytes of a tar part, as 350MB or 2GB [default: 350MB]",
        HelpName = "SIZE",
    };
    private static readonly Option<string[]> Accounts = new("--account")
    {
        Description = "Only posts of this account; may be given several times [default: all that have posts]",
        HelpName = "ACCOUNT",
    };
    private static readonly Option<int?> Limit = new("--limit")
    {
        Description = "At most so many posts of each account, the newest",
        HelpName = "N",
    };
    private static readonly Option<string?> Since = new("--since")
    {
        Description = "No older posts: 2026-01-31, 30d or 12h",
        HelpName = "WHEN",
    };
    private static readonly Option<string?> Until = new("--until") { Description = "Only older posts", HelpName = "WHEN" };
    private static readonly Option<string?> Where = new("--where")
    {
        Description = "Only posts of which this holds, as 'likes > 100'",
        HelpName = "CONDITION",
    };
    private static readonly Option<string?> Pattern = new("--pattern")
    {
        Description = "How the files of pictures are called, as for collect",
        HelpName = "PATTERN",
    };

    public static Command Create(Terminal terminal)
    {
        var json = CommandOptions.Json();
        Limit.Validators.Add(CommandOptions.RequirePositive);
        var command = new Command("export", """
            Write posts and pictures into a folder that other programs read and spotter import takes back.
            Pictures keep their bytes. A manifest names every file with its SHA-256 (sha256sum --check SHA256SUMS).
            Cut off at any moment, the same command goes on after the last whole part.

            Examples:
              spotter export --out shops
              spotter export --format tar --chunk 350MB --out parts
              spotter export --format csv --account @davesfreshpasta --since 2026-01-01 --out tables
              spotter export --where 'likes > 1000 and caption has soup' --out soups
              spotter export --format jsonl --limit 10 --out -

            Exit code 1 where a post or a picture is missing; the others are written all the same.
            """) { Format, Output, Chunk, Accounts, Limit, Since, Until, Where, Pattern, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var host = CommandHost.Open(result, terminal, result.GetValue(json));
            var request = await ReadAsync(result, host, cancellationToken);
            if (request.Folder == StandardOutput)
                return await WriteAsync(host, terminal, request, cancellationToken);

            var summary = await terminal.WithStagesAsync(show => host.Get<Export>().RunAsync(
                request,
                (part, done, total) =>
                {
                    show("accounts", done, total);
                    if (part.Length > 0)
                        terminal.Note($"{part} is whole; {done} of {total} accounts");
                },
                cancellationToken));
            if (result.GetValue(json))
                terminal.Json(summary, CliJson.Default.ExportSummary);
            else
                Print(terminal, request, summary);
            foreach (var problem in summary.Problems)
                terminal.Problem(problem);
            return summary.Problems.Count == 0 ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static async Task<ExportRequest> ReadAsync(ParseResult result, CommandHost host, CancellationToken cancellationToken)
    {
        var (from, to) = CommandOptions.ReadSpan(
            result.GetValue(Since), result.GetValue(Until), host.Get<TimeProvider>().GetUtcNow());
        var named = result.GetValue(Accounts) ?? [];
        var format = ReadFormat(result.GetValue(Format)!);
        if (result.GetValue(Output) == StandardOutput && format != ExportFormat.Jsonl)
            throw new UsageException("--out - writes posts only: add --format jsonl.");
        if (result.GetValue(Chunk) is not null && format != ExportFormat.Tar)
            throw new UsageException("--chunk is the size of archives: add --format tar.");

        var request = new ExportRequest
        {
            Folder = result.GetValue(Output)!,
            Format = format,
            Accounts = named.Length == 0 ? null : await ReadAccountsAsync(host, named, cancellationToken),
            Bounds = new CollectionBounds(from, to),
            Where = result.GetValue(Where) is { } condition ? RuleCondition.Parse(condition, null) : null,
            MaxPosts = result.GetValue(Limit),
            Words = WordsOf(result),
        };
        request = result.GetValue(Chunk) is { } chunk ? request with { ChunkBytes = ReadSize(chunk) } : request;
        return result.GetValue(Pattern) is { } pattern ? request with { Pattern = FilePattern.Parse(pattern) } : request;
    }

    private static async Task<IReadOnlyList<AccountId>> ReadAccountsAsync(
        CommandHost host, string[] named, CancellationToken cancellationToken)
    {
        var accounts = await WatchedAccounts.ReadAsync(host, named, cancellationToken);
        foreach (var account in accounts)
            if (!await host.Get<PostRepository>().HasAnyAsync(account, cancellationToken))
                throw new UsageException($"{account} has no posts here. Is it spelt as where it was watched, collected or imported?");
        return accounts;
    }

    private static string WordsOf(ParseResult result)
    {
        (string, string?)[] words =
        [
            ("--format", result.GetValue(Format)),
            ("--chunk", result.GetValue(Chunk)),
            .. (result.GetValue(Accounts) ?? []).Select(account => ("--account", (string?)account)),
            ("--limit", result.GetValue(Limit)?.ToString(CultureInfo.InvariantCulture)),
            ("--since", result.GetValue(Since)),
            ("--until", result.GetValue(Until)),
            ("--where", result.GetValue(Where) is { } condition ? $"'{condition}'" : null),
            ("--pattern", result.GetValue(Pattern)),
        ];
        return string.Join(' ', words.Where(word => word.Item2 is not null).Select(word => $"{word.Item1} {word.Item2}"));
    }

    private static ExportFormat ReadFormat(string text) =>
        Enum.TryParse<ExportFormat>(text, ignoreCase: true, out var format) && !char.IsAsciiDigit(text[0])
            ? format
            : throw new UsageException($"--format is '{text}'; write folder, tar, csv, jsonl or parquet.");

    private static long ReadSize(string text)
    {
        var digits = text.TrimEnd("kKmMgGbB".ToCharArray());
        var unit = text[digits.Length..].ToUpperInvariant() switch
        {
            "" or "B" => 1L,
            "KB" or "K" => 1_000,
            "MB" or "M" => 1_000_000,
            "GB" or "G" => 1_000_000_000,
            _ => 0,
        };
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1_000_000_000
            && unit > 0
            ? number * unit
            : throw new UsageException($"--chunk is '{text}'; write a number of bytes, or of KB, MB or GB: 350MB.");
    }

    private static async Task<int> WriteAsync(
        CommandHost host, Terminal terminal, ExportRequest request, CancellationToken cancellationToken)
    {
        var tally = new PostTally();
        await foreach (var post in host.Get<Export>().ListAsync(request, tally, cancellationToken))
            await terminal.Out.WriteLineAsync(
                JsonSerializer.Serialize(post, DocumentJson.Default.PostDocument).AsMemory(), cancellationToken);
        foreach (var problem in tally.Problems)
            terminal.Problem(problem);
        return tally.Problems.Count == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private static void Print(Terminal terminal, ExportRequest request, ExportSummary summary)
    {
        terminal.Line(
            $"{Quantity.Of(summary.Posts, "post")}{(summary.Videos > 0 ? "," : " and")} {Quantity.Of(summary.Pictures, "picture")}"
                + $"{(summary.Videos > 0 ? $" and {Quantity.Of(summary.Videos, "video")}" : "")} in "
                + $"{Quantity.Of(summary.Parts, "part")}, below {Path.GetFullPath(request.Folder)}");
        if (summary.WasWhole)
            terminal.Line("An earlier run had made all of it. What came since goes into another folder, for example with --since.");
        if (summary.LeftOut > 0)
            terminal.Line(
                $"{summary.LeftOut} posts were left out by --where, {summary.Undecided} of them because a label or words are not known");
    }
}
