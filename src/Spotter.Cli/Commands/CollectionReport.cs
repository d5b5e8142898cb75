using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Spotter.Cli.Output;
using Spotter.Cli.Rows;

namespace Spotter.Cli.Commands;

/// <summary>Writes what became of every account of a collection.</summary>
internal static class CollectionReport
{
    /// <summary>Writes a page for a person or, where the file's name ends so, JSON for a program.</summary>
    /// <exception cref="UsageException">The file's name ends in neither <c>.html</c> nor <c>.json</c>.</exception>
    public static async Task WriteAsync(
        string file, string folder, IReadOnlyList<CollectedRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var text = Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".json" => JsonSerializer.Serialize(rows, CliJson.Default.IReadOnlyListCollectedRow) + "\n",
            ".html" => PageOf(folder, rows, now),
            _ => throw new UsageException($"--report is '{file}'; its name must end in .html or .json."),
        };
        await File.WriteAllTextAsync(file, text, cancellationToken);
    }

    private static string PageOf(string folder, IReadOnlyList<CollectedRow> rows, DateTimeOffset now)
    {
        var lines = new StringBuilder();
        foreach (var row in rows)
            lines.Append(CultureInfo.InvariantCulture, $"""
                <tr class="{row.State.Replace(' ', '-')}"><th scope="row">{Escape($"{row.Account}")}</th><td>{row.State}</td><td>{row.Pages}</td><td>{row.Posts}</td><td>{row.Pictures}</td><td>{row.Videos}</td><td>{Escape(row.Why ?? "")}</td></tr>

                """);
        var done = rows.Count(row => row.State == "done");
        return $$"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Collection: {{done}} of {{rows.Count}} accounts</title>
            <style>
            :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
            body { margin: 1.5rem auto; max-width: 70rem; padding: 0 1rem }
            .table { overflow-x: auto }
            table { border-collapse: collapse; width: 100% }
            th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); vertical-align: top }
            td:nth-child(n+3):nth-child(-n+6) { text-align: right; font-variant-numeric: tabular-nums }
            tr:not(.done) td:nth-child(2) { font-weight: 700 }
            </style>
            <h1>{{done}} of {{rows.Count}} accounts are done</h1>
            <p>{{rows.Sum(row => row.Posts)}} posts and {{rows.Sum(row => row.Pictures)}} pictures below {{Escape(folder)}}, {{now.UtcDateTime:yyyy-MM-dd HH:mm}} UTC.</p>
            <div class="table" tabindex="0" role="region" aria-label="Accounts">
            <table>
            <thead><tr><th scope="col">Account</th><th scope="col">State</th><th scope="col">Pages</th><th scope="col">Posts</th><th scope="col">Pictures</th><th scope="col">Videos</th><th scope="col">Why</th></tr></thead>
            <tbody>
            {{lines}}</tbody>
            </table>
            </div>
            </html>

            """;
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
