using Microsoft.Playwright;
using Xunit;

namespace Spotter.Web.Contracts;

/// <summary>Debian's Chromium, once for all tests that look at pages. Without it they are skipped.</summary>
public sealed class ChromiumBrowser : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The browser; skips the test, saying why, where there is none.</summary>
    public IBrowser Require()
    {
        Skip.If(_browser is null, "There is no Chromium: apt-get install chromium.");
        return _browser!;
    }

    public async Task InitializeAsync()
    {
        if (Array.Find(Places, File.Exists) is not { } file)
            return;

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = file,
            // Root, as which containers run, may not use the sandbox.
            Args = ["--no-sandbox", "--disable-gpu"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
