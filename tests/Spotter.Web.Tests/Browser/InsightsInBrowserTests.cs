using Microsoft.Playwright;
using Spotter.Web.Contracts;
using Spotter.Web.Tests.Insights;

namespace Spotter.Web.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class InsightsInBrowserTests(ChromiumBrowser chromium)
{
    private const string Evil = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'><svg onload=alert(3)>";

    [SkippableTheory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task The_page_and_the_file_can_be_read_by_everybody_fit_and_run_nothing(int width, ColorScheme colours)
    {
        var browser = chromium.Require();
        await using var site = await SiteWorld.StartAsync();
        await LikedPosts.AddAsync(site, await site.WatchAsync("instagram:dave"), 60, Evil);
        var file = Path.Combine(Directory.CreateTempSubdirectory("spotter-report-").FullName, "report.html");
        await File.WriteAllTextAsync(file, await site.ReadAsync("/insights/report.html"));
        await using var visitor = await Visitor.ComeAsync(
            browser, site.Address, new() { ColorScheme = colours, ViewportSize = new() { Width = width, Height = 800 } });
        var page = visitor.Page;

        foreach (var address in new[] { "/insights?account=instagram:dave", $"file://{file}" })
        {
            await page.GotoAsync(address);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(part => { part.open = true; })");
            await visitor.AssertReadableAsync();
            Assert.Equal(0, await page.Locator("main script, main img[src=x], main svg[onload], a[href^=javascript]").CountAsync());
        }

        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        visitor.AssertNothingWrong(except: file);
    }

    [SkippableFact]
    public async Task A_person_asks_about_one_account_and_a_new_post()
    {
        var browser = chromium.Require();
        await using var site = await SiteWorld.StartAsync();
        await LikedPosts.AddAsync(site, await site.WatchAsync("instagram:dave"), 60);
        await using var visitor = await Visitor.ComeAsync(browser, site.Address);
        var page = visitor.Page;

        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Insights" }).ClickAsync();
        await page.GetByLabel("account", new() { Exact = true }).SelectOptionAsync("instagram:dave");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "showing" }).SelectOptionAsync("soup of the day");
        await page.GetByRole(AriaRole.Button, new() { Name = "Predict" }).ClickAsync();
        await Assertions.Expect(page.GetByText("It would get")).ToBeVisibleAsync();
        await page.GetByText("The numbers").First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Table).First).ToBeVisibleAsync();
        // Nothing can be pressed on paper, where all numbers stand open.
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal(0, await page.Locator("form:visible, button:visible, nav:visible").CountAsync());
        await Assertions.Expect(page.Locator("table").Last).ToBeVisibleAsync();

        visitor.AssertNothingWrong();
    }
}
