using System.Globalization;
using CsvHelper;

namespace Spotter.Moving.Exporting;

/// <summary>Writes posts as a table, a row for each picture.</summary>
internal static class TablePart
{
    private static readonly (string Name, Func<PictureRow, string?> Read)[] Columns =
    [
        ("account", row => row.Account),
        ("id", row => row.Id),
        ("postedAt", row => Text(row.PostedAt)),
        ("foundAt", row => Text(row.FoundAt)),
        ("link", row => row.Link),
        ("caption", row => row.Caption),
        ("likes", row => Text(row.Likes)),
        ("comments", row => Text(row.Comments)),
        ("video", row => row.Video is { } video ? video ? "true" : "false" : null),
        ("category", row => row.Category),
        ("stage", row => row.Stage),
        ("model", row => row.Model),
        ("picture", row => Text(row.Picture)),
        ("address", row => row.Address),
        ("altText", row => row.AltText),
        ("sha256", row => row.Sha256),
        ("width", row => Text(row.Width)),
        ("height", row => Text(row.Height)),
        ("label", row => row.Label),
        ("score", row => Text(row.Score)),
        ("personsLabel", row => row.PersonsLabel),
        ("words", row => row.Words),
        ("accountLabel", row => row.AccountLabel),
        ("accountScore", row => Text(row.AccountScore)),
        ("accountCaptions", row => Text(row.AccountCaptions)),
        ("captionModel", row => row.CaptionModel),
        ("commentTexts", row => row.CommentTexts),
    ];

    /// <summary>Writes a CSV file (RFC 4180) with a head.</summary>
    public static async Task WriteCsvAsync(PartSpool spool, string file, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.ToFile(file, CsvWriterOptions.Default, FileOptions.None);
        await csv.WriteRecordAsync([.. Columns.Select(column => column.Name)], cancellationToken);
        await foreach (var post in spool.ReadAsync(cancellationToken))
            foreach (var row in PictureRow.Of(post))
                await csv.WriteRecordAsync([.. Columns.Select(column => column.Read(row) ?? "")], cancellationToken);
    }

    private static string Text(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string? Text(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture);
}
