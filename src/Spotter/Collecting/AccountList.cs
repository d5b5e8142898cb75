using CsvHelper;
using Spotter.Calls;

namespace Spotter.Collecting;

/// <summary>Reads a file of accounts.</summary>
public static class AccountList
{
    // A hundred times as many as anybody collects.
    private const int MaxBytes = 64 * 1024 * 1024;
    private const int MaxLine = 1_000;

    /// <summary>What the column of accounts is called in files of others.</summary>
    internal static readonly string[] UsualColumns = ["account", "handle", "username", "user", "name", "url", "profile"];

    /// <summary>
    /// The accounts as they are written, with the number of the line, in the order of the file: one a line, or a column of a CSV file with
    /// a head. Empty lines and those that begin with <c>#</c> are none.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="column">The column's name; null for a plain list, or for the usual column of a file called <c>.csv</c>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="CollectingException">The file is missing, is too large or has no such column.</exception>
    public static async Task<IReadOnlyList<(string Text, int Line)>> ReadAsync(
        string file, string? column, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
            throw new CollectingException(
                $"There is no file {file}. Write one account a line into it, for example instagram:davesfreshpasta.");

        try
        {
            return await ReadLinesAsync(file, column, cancellationToken);
        }
        catch (CsvFormatException error)
        {
            throw new CollectingException($"{file} is no CSV file: {error.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static async Task<IReadOnlyList<(string Text, int Line)>> ReadLinesAsync(
        string file, string? column, CancellationToken cancellationToken)
    {
        using var text = await OpenAsync(file, cancellationToken);
        var isCsv = column is not null || Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase);
        var found = isCsv
            ? await ReadColumnAsync(file, await text.ReadToEndAsync(cancellationToken), column, cancellationToken)
            : ReadLines(text);
        return [.. found.Where(one => one.Text.Length > 0 && !one.Text.StartsWith('#')).Select(
            one => one.Text.Length <= MaxLine ? one : (one.Text[..MaxLine], one.Line))];
    }

    // A pipe says nothing of its length, and a device goes on for ever.
    private static async Task<StreamReader> OpenAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = stream.CanSeek && stream.Length > MaxBytes
            ? null
            : await BoundedBytes.ReadAsync(stream, MaxBytes, announced: null, cancellationToken);
        return bytes is not null
            ? new StreamReader(new MemoryStream(bytes))
            : throw new CollectingException(
                $"{file} is larger than {MaxBytes / 1024 / 1024} MB, and no list of accounts. Name another file.");
    }

    private static List<(string Text, int Line)> ReadLines(StreamReader text)
    {
        var found = new List<(string Text, int Line)>();
        while (text.ReadLine() is { } line)
            found.Add((line.Trim(), found.Count + 1));
        return found;
    }

    private static async Task<List<(string Text, int Line)>> ReadColumnAsync(
        string file, string text, string? column, CancellationToken cancellationToken)
    {
        var options = CsvReaderOptions.Default with { CommentPrefix = '#', TrimWhitespace = true, TrackLineNumbers = true };
        await using var csv = CsvReader.FromText(text, options);
        await csv.ReadHeaderAsync(cancellationToken);
        var head = csv.Headers.Select(name => name.Trim()).ToList();
        var wanted = column is null ? UsualColumns : [column];
        var at = head.FindIndex(name => wanted.Contains(name, StringComparer.OrdinalIgnoreCase));
        if (at < 0)
            throw new CollectingException(
                $"{file} has no column {string.Join(" or ", wanted.Select(name => $"'{name}'"))}. "
                    + $"It has: {string.Join(", ", head.Take(20))}. Name one: --column NAME");

        var found = new List<(string Text, int Line)>();
        while (await csv.ReadAsync(cancellationToken))
            found.Add((at < csv.FieldCount ? csv.GetString(at).Trim() : "", (int)csv.LineNumber));
        return found;
    }
}
