using Microsoft.Extensions.Hosting;
using Microsoft.Playwright;
using Spotter.Local.Orchestration;
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

    private static IEnumerable<KeyValuePair<string, string?>> SettingsOf(SimulatorHost simulator) =>
    [
        new("Sources:Instagram:BaseAddress", simulator.GraphBaseAddress.ToString()),
        new("Sources:Instagram:UserId", "17841400000000000"),
        new("Sources:Instagram:AccessToken", "simulated-token"),
        new("Sources:Instagram:CallBudget", ""),
        new("Pictures:AllowLoopback", "true"),
    ];
}
