using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Options;
using Spotter.Calls;
using Spotter.Cli.Output;
using Spotter.Cli.Rows;
using Spotter.Models;
using Spotter.Pictures;
using Spotter.Reading;
using Spotter.Scanning;
using Spotter.Watching;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter label</c></summary>
internal static class LabelCommand
{
    public static Command Create(Terminal terminal)
    {
        var pictures = new Argument<string[]>("PICTURE")
        {
            Description = "Files, folders and patterns such as 'photos/**/*.jpg'",
            Arity = ArgumentArity.OneOrMore,
        };
        var model = new Option<string?>("--model") { Description = "The model's name [default: Watching:Model]", HelpName = "NAME" };
        var top = new Option<int>("--top") { Description = "How many labels to show", DefaultValueFactory = _ => 5, HelpName = "N" };
        top.Validators.Add(CommandOptions.RequirePositive);
        var read = new Option<bool>("--read") { Description = "Read the words, too" };
        var json = CommandOptions.Json();
        var command = new Command("label", """
            Say what pictures show.

            Examples:
              spotter label lunch.jpg --model specials-board
              spotter label photos --top 1
              spotter label 'photos/**/*.jpg' --json
              spotter label lunch.jpg --read

            Exit code 1 where a file could not be read; the others are labelled all the same.
            """
        )
        {
            pictures,
            model,
            top,
            read,
            json,
        };
        command.SetAction(
            (result, cancellationToken) =>
                RunAsync(
                    result,
                    terminal,
                    result.GetValue(pictures)!,
                    result.GetValue(model),
                    Math.Max(1, result.GetValue(top)),
                    result.GetValue(read),
                    result.GetValue(json),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult result,
        Terminal terminal,
        string[] pictures,
        string? model,
        int top,
        bool read,
        bool json,
        CancellationToken cancellationToken)
    {
        await using var host = CommandHost.Open(result, terminal);
        var name = model ?? host.Get<IOptions<WatchingOptions>>().Value.Model;
        if (model is not null)
            CommandOptions.RequireModel(host, model);
        var description = await host.Get<ModelCatalog>().DescribeAsync(name, cancellationToken);
        var files = PictureFiles.Find(pictures);
        var problem = host.Get<IReaderStatus>().FindProblem();
        if (description.Words is not null && problem is not null)
            terminal.Note($"{name} takes the words in pictures into account, and goes by the pictures alone. {problem}");
        var wantsWords = description.Words is not null && problem is null;
        var rows = await terminal.WithProgressAsync(
            "labelling", report => LabelAsync(host, terminal, name, wantsWords, files, top, read, report, cancellationToken));
        if (json)
            terminal.Json(rows, CliJson.Default.IReadOnlyListLabelRow);
        else
            foreach (var row in rows)
                Print(terminal, row);
        return rows.All(row => row.Error is null) ? ExitCode.Success : ExitCode.Failure;
    }

    private static async Task<LabelRow[]> LabelAsync(
        CommandHost host,
        Terminal terminal,
        string model,
        bool wantsWords,
        IReadOnlyList<(string Path, string? Problem)> files,
        int top,
        bool read,
        Action<int, int> report,
        CancellationToken cancellationToken
    )
    {
        var rows = new LabelRow[files.Count];
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, files.Count, options, async (index, token) =>
        {
            rows[index] = files[index] is (var path, { } problem)
                ? new LabelRow(path, [], 0, problem)
                : await LabelAsync(host, terminal, model, wantsWords, files[index].Path, top, read, token);
            report(Interlocked.Increment(ref done), files.Count);
        });
        return rows;
    }

    private static async Task<LabelRow> LabelAsync(
        CommandHost host,
        Terminal terminal,
        string model,
        bool wantsWords,
        string file,
        int top,
        bool read,
        CancellationToken cancellationToken
    )
    {
        var time = host.Get<TimeProvider>();
        try
        {
            var bytes = await PictureFile.ReadAsync(file, host.Get<IOptions<PictureDownloadOptions>>().Value.MaxBytes, cancellationToken);
            var started = time.GetTimestamp();
            var words = read || wantsWords ? await host.Get<IPictureReader>().ReadAsync(bytes, cancellationToken) : null;
            if (!wantsWords)
                started = time.GetTimestamp();
            var scores = await ClassifyAsync(host, terminal, model, bytes, words, cancellationToken);
            var elapsed = time.GetElapsedTime(started).TotalMilliseconds;
            return new LabelRow(file, [.. scores.Take(top)], elapsed, null, read ? words?.Lines : null);
        }
        catch (Exception error)
            when (error
                    is PictureFormatException
                        or IOException
                        or UnauthorizedAccessException
                        or ClassifyingException { Failure.Kind: FailureKind.Transient }
            )
        {
            return new LabelRow(file, [], 0, error.Message);
        }
    }

    // A hosted model may ask to wait, or be away for a moment.
    private static async Task<IReadOnlyList<LabelScore>> ClassifyAsync(
        CommandHost host, Terminal terminal, string model, byte[] bytes, PictureWords? words, CancellationToken cancellationToken)
    {
        var options = host.Get<IOptions<ScanningOptions>>().Value;
        for (var attempt = 1; ; attempt++)
            try
            {
                return words is null
                    ? await host.Get<IPictureClassifier>().ClassifyAsync(model, bytes, cancellationToken)
                    : await host.Get<IPictureClassifier>().ClassifyAsync(model, bytes, WordFigures.Of(words), cancellationToken);
            }
            catch (ClassifyingException error) when (error.Failure.Kind == FailureKind.Throttled || (
                error.Failure.Kind == FailureKind.Transient && attempt < options.MaxCallAttempts))
            {
                var asked = error.Failure.RetryAfter ?? host.Get<RetryPolicy>().DelayAfter(error.Failure, attempt);
                var wait = asked < RetryPolicy.MaxAsked ? asked : RetryPolicy.MaxAsked;
                terminal.Note(string.Create(CultureInfo.InvariantCulture, $"waiting {wait.TotalSeconds:0} s: {error.Message}"));
                await Task.Delay(wait, host.Get<TimeProvider>(), cancellationToken);
            }
    }

    private static void Print(Terminal terminal, LabelRow row)
    {
        if (row.Error is { } error)
        {
            terminal.Problem($"{row.File}: {error}");
            return;
        }

        terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{row.File}  ({row.Milliseconds:0.0} ms)"));
        foreach (var score in row.Labels)
            terminal.Line(string.Create(CultureInfo.InvariantCulture, $"  {score.Score:0.000}  {score.Label}"));
        foreach (var line in row.Words ?? [])
            terminal.Line($"  | {line.Text}");
    }
}
