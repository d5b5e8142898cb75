using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Spotter.Cli.Output;

/// <summary>Where a command's results, progress and problems go.</summary>
internal sealed class Terminal(TextWriter output, TextWriter error)
{
    private static readonly TimeSpan RedrawAfter = TimeSpan.FromMilliseconds(500);

    private const int UsualWidth = 80;
    private const int LeastWidth = 40;
    private const string Indent = "    ";

    private readonly Lock _lock = new();
    private IAnsiConsole? _live;

    private IAnsiConsole Pictures => field ??= AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });

    /// <summary>Receives results.</summary>
    public TextWriter Out => output;

    /// <summary>Receives what is beside the result.</summary>
    public TextWriter Error => error;

    /// <summary>True where a person watches: progress bars make sense.</summary>
    public static bool IsInteractive => !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("CI") is null;

    // What goes into a file or a pipe is made for the usual width; some terminals do not know their own.
    private static int Width => Console.IsOutputRedirected || Console.WindowWidth < LeastWidth ? UsualWidth : Console.WindowWidth;

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
            if (_live is { } live)
                live.WriteLine(Plain(text));
            else
                error.WriteLine(Plain(text));
    }

    /// <summary>A line about what went wrong and what to do.</summary>
    public void Problem(string text) => Note($"spotter: {text}");

    /// <summary>The result as one JSON document.</summary>
    public void Json<T>(T value, JsonTypeInfo<T> type) => output.WriteLine(JsonSerializer.Serialize(value, type));

    /// <summary>The result as one JSON array, an item at a time.</summary>
    public async Task JsonAsync<T>(IAsyncEnumerable<T> items, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var before = "[\n";
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            output.Write(before + JsonSerializer.Serialize(item, type));
            before = ",\n";
        }

        output.WriteLine(before.StartsWith('[') ? "[]" : "\n]");
    }

    /// <summary>True where pictures can be shown.</summary>
    public bool ShowsColours => Pictures.Profile.Capabilities is { ColorSystem: not ColorSystem.NoColors, Unicode: true, Ansi: true };

    /// <summary>A small picture.</summary>
    /// <param name="rgb">Rows from the top; red, green, blue.</param>
    /// <param name="width">In pixels; a character shows one beside and two above each other.</param>
    public void Picture(byte[] rgb, int width) => Pictures.Write(new HalfBlockPicture(rgb, width));

    /// <summary>Shows what a person types, in place of what was typed before.</summary>
    public void Redraw(string text) => output.Write($"\r{Plain(text)}  \b\b");

    /// <summary>Aligns rows in columns, however wide.</summary>
    public void Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        var all = rows.Prepend(header).Select(PlainCells).ToList();
        Print(all, FittedText.FitColumns(all, int.MaxValue));
    }

    /// <summary>Aligns rows in columns that fit the terminal, each with lines of its own below it.</summary>
    /// <param name="header">Names the columns.</param>
    /// <param name="rows">What is in the columns, and what is said below them; empty lines are left out.</param>
    public void List(IReadOnlyList<string> header, IEnumerable<(IReadOnlyList<string> Cells, IReadOnlyList<string> Below)> rows)
    {
        var all = rows.Select(row => (Cells: PlainCells(row.Cells), row.Below)).ToList();
        var widths = FittedText.FitColumns([header, .. all.Select(row => row.Cells)], Width);
        Print([header], widths);
        foreach (var (cells, below) in all)
        {
            Print([cells], widths);
            foreach (var text in below.Where(text => text.Length > 0))
                Wrapped(Indent, text);
        }
    }

    /// <summary>A text in lines that fit the terminal; those after the first begin below its text.</summary>
    /// <param name="start">Stands before the first line.</param>
    public void Wrapped(string start, string text)
    {
        var lines = FittedText.Wrap(Plain(text), Math.Max(LeastWidth / 2, Width - start.Length));
        for (var at = 0; at < lines.Count; at++)
            Line((at == 0 ? start : new string(' ', start.Length)) + lines[at]);
    }

    private void Print(IEnumerable<IReadOnlyList<string>> rows, int[] widths)
    {
        foreach (var line in rows.SelectMany(row => FittedText.Row(row, widths)))
            Line(line);
    }

    private static IReadOnlyList<string> PlainCells(IReadOnlyList<string> cells) => [.. cells.Select(Plain)];

    /// <summary>Shows a bar while work is done, or nothing where nobody watches.</summary>
    /// <param name="work">Told how much of how much is done, by calling its argument.</param>
    public Task<T> WithProgressAsync<T>(string title, Func<Action<int, int>, Task<T>> work) => WithStagesAsync(show =>
    {
        show(title, 0, 1);
        return work((done, total) => show(title, done, total));
    });

    /// <summary>Shows a bar with the time left for each stage of a work, or nothing where nobody watches.</summary>
    /// <param name="work">
    /// Told how much of how much of which stage is done, by calling its argument; of 0 where nobody knows how much there is.
    /// </param>
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
                    bar.Value = total == 0 ? 0 : Math.Max(bar.Value, done);
                    bar.IsIndeterminate = total == 0;
                    if (total == 0)
                        bar.Description = Markup.Escape($"{stage}: {done}");
                });
            });
    }

    /// <summary>Shows what goes on while work is done, drawn anew twice a second, or nothing where nobody watches.</summary>
    /// <param name="draw">Draws it into so many lines.</param>
    /// <param name="work">The work; notes that it makes stand above.</param>
    public async Task WithLiveAsync(Func<int, IRenderable> draw, Func<Task> work)
    {
        if (!IsInteractive)
        {
            await work();
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        try
        {
            await console.Live(draw(console.Profile.Height)).AutoClear(true).StartAsync(async live =>
            {
                SetLive(console);
                var running = work();
                while (await Task.WhenAny(running, Task.Delay(RedrawAfter, TimeProvider.System)) != running)
                    live.UpdateTarget(draw(console.Profile.Height));
                await running;
            });
        }
        finally
        {
            SetLive(null);
        }
    }

    private void SetLive(IAnsiConsole? console)
    {
        lock (_lock)
            _live = console;
    }

    // Captions and file names come from strangers: what they hold must not steer the terminal.
    private static string Plain(string text) =>
        text.Any(char.IsControl) ? new string([.. text.ReplaceLineEndings(" ").Where(c => !char.IsControl(c))]) : text;
}
