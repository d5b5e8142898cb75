using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Spotter.Cli.Output;

/// <summary>Where a command's results, progress and problems go.</summary>
internal sealed class Terminal(TextWriter output, TextWriter error)
{
    private readonly Lock _lock = new();

    private IAnsiConsole Pictures => field ??= AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });

    /// <summary>Receives results.</summary>
    public TextWriter Out => output;

    /// <summary>Receives what is beside the result.</summary>
    public TextWriter Error => error;

    /// <summary>True where a person watches: progress bars make sense.</summary>
    private static bool IsInteractive => !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("CI") is null;

    /// <summary>A line of the result.</summary>
    public void Line(string text)
    {
        lock (_lock)
            output.WriteLine(Plain(text));
    }

    /// <summary>A line about what goes on, beside the result.</summary>
    public void Note(string text)
    {
        lock (_lock)
            error.WriteLine(Plain(text));
    }

    /// <summary>A line about what went wrong and what to do.</summary>
    public void Problem(string text) => Note($"spotter: {text}");

    /// <summary>The result as one JSON document.</summary>
    public void Json<T>(T value, JsonTypeInfo<T> type) => output.WriteLine(JsonSerializer.Serialize(value, type));

    /// <summary>True where pictures can be shown.</summary>
    public bool ShowsColours => Pictures.Profile.Capabilities is { ColorSystem: not ColorSystem.NoColors, Unicode: true, Ansi: true };

    /// <summary>A small picture.</summary>
    /// <param name="rgb">Rows from the top; red, green, blue.</param>
    /// <param name="width">In pixels; a character shows one beside and two above each other.</param>
    public void Picture(byte[] rgb, int width) => Pictures.Write(new HalfBlockPicture(rgb, width));

    /// <summary>Shows what a person types, in place of what was typed before.</summary>
    public void Redraw(string text) => output.Write($"\r{Plain(text)}  \b\b");

    /// <summary>Aligns rows in columns.</summary>
    public void Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        var all = rows.Prepend(header).ToList();
        var widths = header.Select((_, column) => all.Max(row => WidthOf(row[column]))).ToList();
        foreach (var row in all)
            Line(string.Join("  ", row.Select((cell, column) => Plain(cell) + new string(' ', widths[column] - WidthOf(cell)))).TrimEnd());
    }

    /// <summary>Shows a bar while work is done, or nothing where nobody watches.</summary>
    /// <param name="work">Told how much of how much is done, by calling its argument.</param>
    public Task<T> WithProgressAsync<T>(string title, Func<Action<int, int>, Task<T>> work) => WithStagesAsync(show =>
    {
        show(title, 0, 1);
        return work((done, total) => show(title, done, total));
    });

    /// <summary>Shows a bar with the time left for each stage of a work, or nothing where nobody watches.</summary>
    /// <param name="work">Told how much of how much of which stage is done, by calling its argument.</param>
    public async Task<T> WithStagesAsync<T>(Func<Action<string, int, int>, Task<T>> work)
    {
        if (!IsInteractive)
            return await work((_, _, _) => { });

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                var bars = new System.Collections.Concurrent.ConcurrentDictionary<string, Lazy<ProgressTask>>(StringComparer.Ordinal);
                return await work((stage, done, total) =>
                {
                    var bar = bars.GetOrAdd(stage, name => new Lazy<ProgressTask>(() => progress.AddTask(Markup.Escape(name)))).Value;
                    bar.MaxValue = Math.Max(1, total);
                    bar.Value = Math.Max(bar.Value, done);
                });
            });
    }

    // Characters of some scripts, and emoji, take two places.
    private static int WidthOf(string text) => Segment.CellCount([new Segment(Plain(text))]);

    // Captions and file names come from strangers: what they hold must not steer the terminal.
    private static string Plain(string text) => text.Any(char.IsControl) ? new string([.. text.ReplaceLineEndings(" ").Where(c => !char.IsControl(c))]) : text;
}
