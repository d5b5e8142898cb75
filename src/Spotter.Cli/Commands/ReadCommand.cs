using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Options;
using Spotter.Cli.Output;
using Spotter.Cli.Rows;
using Spotter.Pictures;
using Spotter.Reading;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter read</c></summary>
internal static class ReadCommand
{
    public static Command Create(Terminal terminal)
    {
        var pictures = new Argument<string[]>("PICTURE")
        {
            Description = "Files, folders and patterns such as 'photos/**/*.jpg'",
            Arity = ArgumentArity.OneOrMore,
        };
        var draw = new Option<string?>("--draw")
        {
            Description = "Write the pictures with their lines framed, too: to a file that ends in .jpg, or into a folder",
            HelpName = "OUT",
        };
        var json = CommandOptions.Json();
        var command = new Command("read", """
            Read the words in pictures.

            Examples:
              spotter models add ppocr-v4
              spotter read board.jpg
              spotter read photos --json
              spotter read board.jpg --draw board-read.jpg
              spotter read 'photos/**/*.jpg' --draw photos-read

            Of an animation the first picture is read. Exit code 1 where a file could not
            be read or drawn; the others are read all the same.
            """
        )
        {
            pictures,
            draw,
            json,
        };
        command.SetAction(
            (result, cancellationToken) =>
                RunAsync(
                    result, terminal, result.GetValue(pictures)!, result.GetValue(draw), result.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult result, Terminal terminal, string[] pictures, string? draw, bool json, CancellationToken cancellationToken)
    {
        await using var host = CommandHost.Open(result, terminal);
        var files = PictureFiles.Find(pictures);
        var drawings = draw is null ? null : ReadDrawings.To(draw, [.. files.Select(file => file.Path)]);
        var rows = await terminal.WithProgressAsync(
            "reading", report => ReadAsync(host, files, drawings, report, cancellationToken));
        if (json)
            terminal.Json(rows, CliJson.Default.IReadOnlyListReadRow);
        else
            foreach (var row in rows)
                Print(terminal, row);
        return rows.All(row => row.Error is null) ? ExitCode.Success : ExitCode.Failure;
    }

    private static async Task<ReadRow[]> ReadAsync(
        CommandHost host,
        IReadOnlyList<(string Path, string? Problem)> files,
        ReadDrawings? drawings,
        Action<int, int> report,
        CancellationToken cancellationToken)
    {
        var rows = new ReadRow[files.Count];
        for (var index = 0; index < files.Count; index++)
        {
            rows[index] = files[index] is (var path, { } problem)
                ? new ReadRow(path, null, 0, 0, problem)
                : await ReadAsync(host, files[index].Path, drawings?.PathOf(index), cancellationToken);
            report(index + 1, files.Count);
        }

        return rows;
    }

    private static async Task<ReadRow> ReadAsync(CommandHost host, string file, string? drawing, CancellationToken cancellationToken)
    {
        var time = host.Get<TimeProvider>();
        try
        {
            var bytes = await PictureFile.ReadAsync(file, host.Get<IOptions<PictureDownloadOptions>>().Value.MaxBytes, cancellationToken);
            var started = time.GetTimestamp();
            var words = await host.Get<IPictureReader>().ReadAsync(bytes, cancellationToken);
            var elapsed = time.GetElapsedTime(started).TotalMilliseconds;
            var problem = drawing is null ? null : await DrawAsync(host, bytes, words, drawing, cancellationToken);
            return new ReadRow(file, words with { Unread = null }, words.Unread?.Count ?? 0, elapsed, problem);
        }
        catch (Exception error) when (error is PictureFormatException or IOException or UnauthorizedAccessException)
        {
            return new ReadRow(file, null, 0, 0, error.Message);
        }
    }

    // The words were read, whatever becomes of the drawing.
    private static async Task<string?> DrawAsync(
        CommandHost host, byte[] picture, PictureWords words, string drawing, CancellationToken cancellationToken)
    {
        try
        {
            var jpeg = host.Get<IPictureDrawer>().DrawJpeg(picture, ReadDrawings.MaxSide, [.. words.Lines.Select(line => line.Box)]);
            await File.WriteAllBytesAsync(drawing, jpeg, cancellationToken);
            return null;
        }
        catch (Exception error) when (error is PictureFormatException or IOException or UnauthorizedAccessException)
        {
            return $"{drawing} cannot be written: {error.Message}";
        }
    }

    private static void Print(Terminal terminal, ReadRow row)
    {
        if (row.Error is { } error)
            terminal.Problem($"{row.File}: {error}");
        if (row.Words is not { } words)
            return;

        var count = words.Lines.Count switch { 0 => "no words", 1 => "1 line", var lines => $"{lines} lines" };
        terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{row.File}  ({count}, {row.Milliseconds:0.0} ms)"));
        foreach (var line in words.Lines)
            terminal.Line($"  {line.Text}");
        if (row.Unread > 0)
            terminal.Line(row.Unread == 1
                ? "  (1 more line cannot be read: another script, or too unclear)"
                : $"  ({row.Unread} more lines cannot be read: another script, or too unclear)");
    }
}
