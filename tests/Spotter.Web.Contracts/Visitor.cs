using System.Collections.Concurrent;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Spotter.Web.Contracts;

/// <summary>A person at a browser. What the pages must never do is noted: ask another origin, run what a stranger wrote, fail.</summary>
public sealed class Visitor : IAsyncDisposable
{
    // On a machine that does much else.
    private const float MostMilliseconds = 60_000;

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _wrongs = [];

    private Visitor(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>Opens a page.</summary>
    /// <param name="browser">Shows it.</param>
    /// <param name="site">Where the pages are.</param>
    /// <param name="options">What the person has: a small screen, dark colours.</param>
    public static async Task<Visitor> ComeAsync(IBrowser browser, Uri site, BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = site.ToString();
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(MostMilliseconds);
        Assertions.SetDefaultExpectTimeout(MostMilliseconds);
        var visitor = new Visitor(context, await context.NewPageAsync());
        visitor.Watch(site);
        return visitor;
    }

    /// <summary>The page that is open can be read by everybody (axe), and is not wider than the screen.</summary>
    public async Task AssertReadableAsync()
    {
        var found = await Page.RunAxe();
        Assert.True(
            found.Violations.Length == 0,
            $"{Page.Url}: {string.Join("; ", found.Violations.Select(one => $"{one.Id}: {one.Nodes[0].Html}"))}");
        Assert.True(
            await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
            $"{Page.Url} is wider than the screen.");
    }

    /// <summary>Nothing that must never happen has happened.</summary>
    /// <param name="except">A file that was opened beside the pages; null for none.</param>
    public void AssertNothingWrong(string? except = null) =>
        Assert.DoesNotContain(_wrongs, wrong => except is null || wrong != $"asked file://{except}");

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private void Watch(Uri site)
    {
        Page.Request += (_, request) =>
        {
            // What is inside a file is asked of nobody.
            if (!request.Url.StartsWith(site.ToString(), StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                _wrongs.Enqueue($"asked {request.Url}");
        };
        Page.Dialog += (_, dialog) =>
        {
            _wrongs.Enqueue($"a dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        Page.PageError += (_, error) => _wrongs.Enqueue($"an error: {error}");
        Page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal))
                _wrongs.Enqueue($"the console: {message.Text}");
        };
    }
}
