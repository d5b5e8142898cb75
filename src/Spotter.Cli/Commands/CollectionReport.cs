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
    private const string Done = "done";

    /// <summary>Says what is wrong with a file's name before anything is collected for days.</summary>
    /// <exception cref="UsageException">It ends in neither <c>.html</c> nor <c>.json</c>, or its folder is not there.</exception>
    public static void RequireUsable(string file)
    {
        if (!IsJson(file) && !HasEnding(file, ".html"))
            throw new UsageException($"--report is '{file}'; its name must end in .html or .json.");
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder))
            throw new UsageException($"--report is '{file}'; there is no folder {folder}.");
    }

    /// <summary>Writes a page for a person or, where the file's name ends so, JSON for a program.</summary>
    public static Task WriteAsync(
        string file, string folder, IReadOnlyList<CollectedRow> rows, DateTimeOffset now, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(
            file,
            IsJson(file) ? JsonSerializer.Serialize(rows, CliJson.Default.IReadOnlyListCollectedRow) + "\n" : PageOf(folder, rows, now),
            cancellationToken);

    private static bool IsJson(string file) => HasEnding(file, ".json");

    private static bool HasEnding(string file, string ending) => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    private static string PageOf(string folder, IReadOnlyList<CollectedRow> rows, DateTimeOffset now)
    {
        var lines = new StringBuilder();
        // What is to be looked at stands first.
        foreach (var row in rows.OrderBy(row => row.State == Done))
            lines.Append(CultureInfo.InvariantCulture, $"""
                <tr class="{row.State.Replace(' ', '-')}"><th scope="row">{Escape($"{row.Account}")}</th><td>{row.State}</td><td data-name="pages">{row.Pages}</td><td data-name="posts">{row.Posts}</td><td data-name="pictures">{row.Pictures}</td><td data-name="videos">{row.Videos}</td><td>{Escape(row.Why ?? "")}</td></tr>

                """);
        var done = rows.Count(row => row.State == Done);
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
            tbody th, td:last-child { overflow-wrap: anywhere }
            td:nth-child(n+3) { font-variant-numeric: tabular-nums }
            @media (min-width: 40.1rem) {
              :is(th, td):nth-child(n+3):nth-child(-n+6) { text-align: right; width: 1% }
              tbody th { min-width: 14rem }
              td:nth-child(2) { white-space: nowrap }
              :is(th, td):last-child { width: 45%; padding-left: 1.5rem }
            }
            tr:not(.done) td:nth-child(2) { font-weight: 700 }
            h1 { font-size: 1.75rem; line-height: 1.2 }
            .faint { opacity: .75 }
            @media (max-width: 40rem) {
              thead { position: absolute; clip-path: inset(50%) }
              tr { display: flex; flex-wrap: wrap; gap: 0 .8rem; padding: .6rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent) }
              tbody th, td { border: 0; padding: .1rem 0 }
              tbody th, td:last-child { flex-basis: 100% }
              td[data-name]::before { content: attr(data-name) ": "; opacity: .75 }
              td:last-child:empty { display: none }
            }
            </style>
            <h1>{{done}} of {{rows.Count}} accounts are done</h1>
            <p>{{rows.Sum(row => row.Posts)}} posts and {{rows.Sum(row => row.Pictures)}} pictures below {{Escape(folder)}}. <span class="faint">Written by Spotter on {{now.UtcDateTime:yyyy-MM-dd HH:mm}} UTC.</span></p>
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
