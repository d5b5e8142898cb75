using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Spotter.Accounts;
using Spotter.Local.Orchestration;
using Spotter.Models;
using Spotter.Simulator;
using Spotter.Simulator.Scenarios;
using Spotter.Vision.Decoding;
using Spotter.Web.Contracts;

namespace Spotter.Web.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class LocalJourneyTests(ChromiumBrowser chromium) : PagesJourneyContract(chromium), IAsyncLifetime
{
    private SimulatorHost? _simulator;
    private SiteWorld? _site;
    private WatchScheduler? _scheduler;

    protected override string Handle => "daves_soup_kitchen";

    protected override string Channel => "console";

    protected override string Person => Environment.UserName;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_scheduler is not null)
            await ((IHostedService)_scheduler).StopAsync(CancellationToken.None);
        _scheduler?.Dispose();
        if (_site is not null)
            await _site.DisposeAsync();
        if (_simulator is not null)
            await _simulator.DisposeAsync();
    }

    protected override async Task<Uri> OpenAsync()
    {
        _simulator = await SimulatorHost.StartAsync(BuiltInScenarios.Load("demo"), null, new VipsPictureRenderer());
        _site = await SiteWorld.StartAsync(SettingsOf(_simulator));
        _scheduler = _site.Get<WatchScheduler>();
        await ((IHostedService)_scheduler).StartAsync(CancellationToken.None);
        return _site.Address;
    }

    protected override async Task ComeToAccountsAsync(IPage page)
    {
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "add an account" }).ClickAsync();
    }

    // They come by themselves, whether or not the page was there first.
    protected override async Task SeePicturesAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Feed" }).ClickAsync();
        await Assertions.Expect(page.Locator(".card .chip").First).ToBeVisibleAsync();
    }

    protected override async Task MeetModelsAsync(Visitor visitor)
    {
        var page = visitor.Page;
        var account = AccountId.Parse($"instagram:{Handle}");
        for (byte shade = 0; shade < 6; shade++)
            await _site!.AddAsync(account, $"more-{shade}", shade, await _site.StoreAsync(
                shade, new LabelScore("other", 0.5f), new LabelScore("specials-board", 0.4f)));
        await page.GetByRole(AriaRole.Link, new() { Name = "Review" }).ClickAsync();
        // Keys are heard when all of the page is there.
        await page.WaitForURLAsync("**/review");
        foreach (var (key, number) in "112211".Select((key, at) => (key, at + 1)))
        {
            await page.Keyboard.PressAsync($"{key}");
            var said = $"{number} {(number == 1 ? "picture has" : "pictures have")} a person's label.";
            await Assertions.Expect(page.GetByText(said)).ToBeVisibleAsync();
            await page.WaitForLoadStateAsync();
        }

        await page.GetByRole(AriaRole.Link, new() { Name = "Train", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Train specials-board" }).ClickAsync();
        await Assertions.Expect(page.GetByText("of specials-board was made")).ToBeVisibleAsync();
        await SeeAtAllSizesAsync(visitor);
        await page.GetByRole(AriaRole.Link, new() { Name = "Picture by picture" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Both right" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Not fair:")).ToBeVisibleAsync();
        await SeeAtAllSizesAsync(visitor);
        await SeeReportAsync(visitor);
        await page.GotoAsync("/models");
        await page.Locator("#training").GetByRole(AriaRole.Button, new() { Name = "Use 2" }).ClickAsync();
        await Assertions.Expect(page.GetByText("is in use from the next picture on.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Version first of specials-board is in use")).ToBeVisibleAsync();
    }

    // On a page of its own: where it is shown, nothing of it runs, and nothing could look at it.
    private async Task SeeReportAsync(Visitor visitor)
    {
        var own = _site!.Get<IOptions<ModelOptions>>().Value.OwnFolderOf("specials-board");
        var report = await _site.ReadAsync($"/models/report?model=specials-board&version={ModelVersions.List(own).Single()}");
        await visitor.Page.GotoAsync("about:blank");
        await visitor.Page.SetContentAsync(report);
        await SeeAtAllSizesAsync(visitor);
    }

    private static async Task SeeAtAllSizesAsync(Visitor visitor)
    {
        foreach (var (width, colours) in new[] { (360, ColorScheme.Dark), (1280, ColorScheme.Light) })
        {
            await visitor.Page.SetViewportSizeAsync(width, 800);
            await visitor.Page.EmulateMediaAsync(new() { ColorScheme = colours });
            await visitor.AssertReadableAsync();
        }
    }

    private static IEnumerable<KeyValuePair<string, string?>> SettingsOf(SimulatorHost simulator) =>
    [
        new("Sources:Instagram:BaseAddress", simulator.GraphBaseAddress.ToString()),
        new("Sources:Instagram:UserId", "17841400000000000"),
        new("Sources:Instagram:AccessToken", "simulated-token"),
        new("Sources:Instagram:CallBudget", ""),
        new("Pictures:AllowLoopback", "true"),
    ];
}
