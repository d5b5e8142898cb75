using System.Net;
using Microsoft.Playwright;
using Spotter.Accounts;
using Spotter.Simulator.Scenarios;
using Spotter.Web.Contracts;

namespace Spotter.FunctionsApp.HostTests;

/// <summary>The pages, through the host.</summary>
[Collection(RunningApp.Name)]
public sealed class PagesTests(RunningApp app, ChromiumBrowser chromium)
    : PagesJourneyContract(chromium), IClassFixture<ChromiumBrowser>, IAsyncLifetime
{
    private const string Diner = "pages_diner";

    internal static IEnumerable<AccountScript> Accounts => [Shop.WithOneBoard(Diner)];

    protected override string Handle => Diner;

    protected override string Channel => Shop.Channel;

    protected override string Person => "the pages";

    public Task InitializeAsync() => Task.CompletedTask;

    // The timer of other tests would have it scanned.
    public async Task DisposeAsync() =>
        await app.State.Watches.RemoveAsync(AccountId.Parse($"instagram:{Diner}"), CancellationToken.None);

    [Fact]
    public async Task Nobody_comes_in_without_the_key_and_with_it_by_a_cookie_that_no_script_and_no_other_site_gets()
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = app.Host.Address,
            DefaultRequestHeaders = { { "Accept", "text/html" } },
        };

        using var first = await http.GetAsync("/?label=other");
        using var wrong = await SignInAsync(http, "a wrong key for the tests");
        using var right = await SignInAsync(http, AppSettings.Key);
        var cookie = right.Headers.GetValues("Set-Cookie").Single();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Cookie", cookie.Split(';')[0] } } };
        using var feed = await http.SendAsync(request);

        Assert.Equal((HttpStatusCode.Redirect, "/sign-in?to=%2F%3Flabel%3Dother"), (first.StatusCode, $"{first.Headers.Location}"));
        Assert.Equal((HttpStatusCode.Unauthorized, false), (wrong.StatusCode, wrong.Headers.Contains("Set-Cookie")));
        Assert.Equal((HttpStatusCode.Redirect, "/scans"), (right.StatusCode, $"{right.Headers.Location}"));
        Assert.Superset(
            new HashSet<string> { "path=/", "secure", "samesite=strict", "httponly" },
            cookie.Split("; ").ToHashSet(StringComparer.Ordinal));
        Assert.Equal((HttpStatusCode.OK, "text/html"), (feed.StatusCode, feed.Content.Headers.ContentType?.MediaType));
        Assert.Contains("default-src 'none'", feed.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Theory]
    [InlineData("Origin", "https://attacker.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task A_change_that_another_site_asks_for_is_refused_whatever_host_it_claims(string header, string value)
    {
        using var http = new HttpClient { BaseAddress = app.Host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/theme") { Content = new FormUrlEncodedContent([]) };
        request.Headers.Add(header, value);
        request.Headers.Add("X-Forwarded-Host", "attacker.example");

        using var answer = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    protected override Task<Uri> OpenAsync() => Task.FromResult(app.Host.Address);

    protected override async Task ComeToAccountsAsync(IPage page)
    {
        await page.GotoAsync("/accounts");
        await page.GetByLabel("Access key").FillAsync(AppSettings.Key);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Accounts" })).ToBeVisibleAsync();
    }

    // This host holds no answer open, and half a minute is long for a test.
    protected override async Task SeePicturesAsync(IPage page)
    {
        await Assertions.Expect(page.GetByText("is being scanned")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = Diner, Exact = true }).ClickAsync();
        await Eventually.HoldsAsync("the feed showed what the scan found", TimeSpan.FromMinutes(1), async () =>
        {
            await page.ReloadAsync();
            return await page.Locator(".card .chip").CountAsync() > 0;
        });
    }

    // It trains nothing, and says how that is done.
    protected override async Task MeetModelsAsync(Visitor visitor)
    {
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Models" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("spotter copy --from azure").First).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByText("spotter models pack NAME").First).ToBeVisibleAsync();
        await visitor.AssertReadableAsync();
    }

    private static async Task<HttpResponseMessage> SignInAsync(HttpClient http, string key)
    {
        using var form = new FormUrlEncodedContent([new("key", key), new("to", "/scans")]);
        return await http.PostAsync("/sign-in", form);
    }
}
