using Microsoft.AspNetCore.Http;
using Spotter.Sources;

namespace Spotter.Tests.Sources.Web;

/// <summary>A site whose pages a test writes down, and the source that is set up to read it as the site <c>shop</c>.</summary>
internal sealed class WebTestSite : IAsyncDisposable
{
    private readonly List<string> _asked = [];
    private readonly Dictionary<string, string> _pages;
    private Loopback _site = null!;
    private LoopbackServer _server = null!;

    private WebTestSite(IEnumerable<(string Path, string Html)> pages) => _pages = pages.ToDictionary(page => page.Path, page => page.Html);

    public string Address => _site.Address;

    /// <summary>The paths that were asked for.</summary>
    public IReadOnlyList<string> Asked => _asked;

    public static async Task<WebTestSite> StartAsync((string Setting, string Value)[] settings, (string Path, string Html)[] pages)
    {
        var made = new WebTestSite(pages);
        made._site = await Loopback.StartAsync(made.AnswerAsync);
        made._server = await LoopbackServer.StartAsync(
            made.AnswerAsync,
            [
                ("Sources:Web:Sites:shop:Address", $"{made.Address}/"),
                .. settings.Select(one => (NameOf(one.Setting), one.Value)),
            ]);
        return made;
    }

    private static string NameOf(string setting) =>
        setting.StartsWith(':') ? $"Sources:Web{setting}" : $"Sources:Web:Sites:shop:{setting}";

    public Task<PageResult> FetchAsync(string? cursor = null) => _server.FetchAsync("web", cursor);

    /// <summary>All pages of a pass.</summary>
    public async Task<List<PageResult>> FetchAllAsync()
    {
        var pages = new List<PageResult> { await FetchAsync() };
        while (pages[^1].NextCursor is { } cursor)
            pages.Add(await FetchAsync(cursor));
        return pages;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _site.DisposeAsync();
    }

    // A page whose whole text is a number is that status; the page "*" is every other one.
    private Task AnswerAsync(HttpContext context)
    {
        lock (_asked)
            _asked.Add(context.Request.Path.Value!);
        var isKnown = _pages.TryGetValue(context.Request.Path.Value!, out var html);
        if (!isKnown && context.Request.Path != "/robots.txt")
            isKnown = _pages.TryGetValue("/*", out html);
        context.Response.StatusCode = isKnown ? int.TryParse(html, out var status) ? status : 200 : 404;
        return context.Response.WriteAsync(html ?? "");
    }
}
