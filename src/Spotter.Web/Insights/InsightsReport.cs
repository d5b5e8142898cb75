using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Spotter.Pictures;
using Spotter.Reporting;
using Spotter.Web.Assets;
using Spotter.Web.Markup;
using Spotter.Web.Pictures;

namespace Spotter.Web.Insights;

/// <inheritdoc/>
internal sealed class InsightsReport(Thumbnails thumbnails) : IInsightsReport
{
    private const int Side = 192;
    private const int MaxLink = 2_000;

    private static readonly string Styles = AssetPages.ReadText("site.css");

    // A browser runs and loads nothing but these styles and the pictures inside, whatever a stranger wrote.
    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Styles)))}'; "
        + "img-src data:; base-uri 'none'; form-action 'none'";

    public async Task<string> WriteAsync(Findings findings, CancellationToken cancellationToken)
    {
        var pictures = new Dictionary<PictureId, string>();
        foreach (var id in findings.Best.Concat(findings.Worst).Select(post => post.Picture).OfType<PictureId>().Distinct())
            if (await TryDrawAsync(id, cancellationToken) is { } jpeg)
                pictures[id] = $"data:image/jpeg;base64,{Convert.ToBase64String(jpeg)}";
        var view = new PostView(LinkOf, post => post.Picture is { } id ? pictures.GetValueOrDefault(id) : null);
        return Page(findings, view).ToString();
    }

    private static Html Page(Findings findings, PostView view) => Html.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{Policy}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{TitleOf(findings)}</title>
        <style>{Html.Trusted(Styles)}</style>
        </head>
        <body>
        <main>
        <h1>{TitleOf(findings)}</h1>
        <p class="faint">{DescribeRange(findings)} Written by Spotter on {findings.MadeAt.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}.</p>
        {(findings.All.Posts == 0 ? Html.Of($"""<p class="empty">There is no post to tell of.</p>""") : InsightsBody.Write(findings, view, default))}
        </main>
        </body>
        </html>
        """);

    /// <summary>What was asked for, in a sentence.</summary>
    public static string DescribeRange(Findings findings) => (findings.Since, findings.Until) switch
    {
        (null, null) => "All posts that were found.",
        ({ } since, null) => $"Posts since {Show(since)}.",
        (null, { } until) => $"Posts before {Show(until)}.",
        ({ } since, { } until) => $"Posts since {Show(since)} and before {Show(until)}.",
    };

    private static string Show(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string TitleOf(Findings findings) => findings.AccountCount switch
    {
        0 => "What people like",
        1 => $"What people like of {findings.Accounts[0].Account}",
        var count => $"What people like of {count} accounts",
    };

    // A script's address in the place of a link would run.
    private static string? LinkOf(PostFigures post) =>
        post.Link is { Length: <= MaxLink }
        && Uri.TryCreate(post.Link, UriKind.Absolute, out var link)
        && (link.Scheme == Uri.UriSchemeHttps || link.Scheme == Uri.UriSchemeHttp)
            ? link.AbsoluteUri
            : null;

    private async Task<byte[]?> TryDrawAsync(PictureId id, CancellationToken cancellationToken)
    {
        try
        {
            return await thumbnails.FindAsync(id, Side, cancellationToken);
        }
        catch (Exception error) when (error is PictureFormatException or IOException)
        {
            return null;
        }
    }
}
