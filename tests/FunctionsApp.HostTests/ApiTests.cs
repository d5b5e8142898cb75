using System.Net;
using Spotter.Pictures;
using Spotter.Simulator.Drawing;
using Spotter.Simulator.Scenarios;
using Xunit.Abstractions;

namespace Spotter.FunctionsApp.HostTests;

/// <summary>The API, over HTTP, through the host.</summary>
public sealed class ApiTests(RunningApp app, ITestOutputHelper output) : AppTest(app, output)
{
    private const string Bakery = "api_bakery";
    private const string SlowShop = "api_slow";
    private const string Unwatched = "api_unwatched";

    internal static IEnumerable<AccountScript> Accounts =>
    [
        Shop.WithOneBoard(Bakery),
        Shop.WithOneBoard(SlowShop, new PageFault { Kind = PageFaultKind.Slow, Seconds = 4, Times = 1 }),
        Shop.WithOneBoard(Unwatched),
    ];

    [Fact]
    public async Task A_rescan_is_accepted_and_brings_what_was_posted_since()
    {
        var account = await App.WatchAsync(Shop.ToBeAskedFor(Bakery));
        var first = await App.Api.RescanAsync(account);
        Assert.Equal(("Completed", 3), (
            first.GetProperty("status").GetString(), first.GetProperty("summary").GetProperty("counts").GetProperty("posts").GetInt32()));

        App.Simulator.Post(account.Source, account.Handle, new PostScript { Pictures = [PictureKind.SpecialsBoard] });
        var second = await App.Api.RescanAsync(account);
        Assert.Equal(1, second.GetProperty("summary").GetProperty("counts").GetProperty("alerts").GetInt32());
        await App.State.AssertSettledAsync(account, posts: 4, alerts: 2);

        await AssertShownAsync(Bakery, scans: 2, posts: 4);
    }

    [Fact]
    public async Task A_rescan_while_one_runs_is_refused_with_the_address_of_the_running_one()
    {
        var account = await App.WatchAsync(Shop.ToBeAskedFor(SlowShop));
        var accepted = await App.Api.PostAsync($"accounts/{account.Source}/{SlowShop}/rescan");
        var id = accepted.Json.GetProperty("id").GetString()!;
        Assert.Equal((HttpStatusCode.Accepted, $"/api/scans/{Uri.EscapeDataString(id)}"), (
            accepted.Status, accepted.Headers.Location?.OriginalString));

        var refused = await App.Api.PostAsync($"accounts/{account.Source}/{SlowShop}/rescan");

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal($"/api/scans/{id}", Uri.UnescapeDataString(refused.Json.GetProperty("address").GetString()!));
        await App.Api.WaitAsync(id);
        await App.State.AssertSettledAsync(account, posts: 3, alerts: 1);
    }

    [Theory]
    [InlineData($"accounts/instagram/{Unwatched}/rescan", HttpStatusCode.NotFound)]
    [InlineData("accounts/nowhere/nobody/rescan", HttpStatusCode.BadRequest)]
    [InlineData($"accounts/instagram/{Unwatched}/rescan?mode=everything", HttpStatusCode.BadRequest)]
    public async Task What_is_wrong_with_a_rescan_is_told_as_a_problem(string path, HttpStatusCode status)
    {
        var refused = await App.Api.PostAsync(path);

        Assert.Equal((status, "application/problem+json"), (refused.Status, refused.MediaType));
    }

    [Theory]
    [InlineData("scans/no-such-scan", HttpStatusCode.NotFound)]
    [InlineData("pictures/0000000000000000000000000000000000000000000000000000000000000000", HttpStatusCode.NotFound)]
    [InlineData("pictures/cat.jpg", HttpStatusCode.BadRequest)]
    [InlineData($"accounts/instagram/{Unwatched}/posts?limit=0", HttpStatusCode.BadRequest)]
    public async Task What_is_not_there_is_told_as_a_problem(string path, HttpStatusCode status)
    {
        var refused = await App.Api.GetAsync(path);

        Assert.Equal((status, "application/problem+json"), (refused.Status, refused.MediaType));
    }

    [Fact]
    public async Task A_watch_is_added_changed_listed_and_removed()
    {
        const string Path = "accounts/instagram/api_added";
        Assert.Equal(HttpStatusCode.Created, (await App.Api.PutAsync(Path, """{ "rules": ["specials-board:0.9"] }""")).Status);
        Assert.Equal(HttpStatusCode.OK, (await App.Api.PutAsync(Path, """{ "paused": true }""")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await App.Api.PutAsync(Path, """{ "schedule": "every day" }""")).Status);
        var listed = (await App.Api.GetAsync("accounts")).Json.EnumerateArray().Single(
            watch => watch.GetProperty("account").GetString() == "instagram:api_added");
        Assert.True(listed.GetProperty("paused").GetBoolean());

        Assert.Equal(HttpStatusCode.NoContent, (await App.Api.DeleteAsync(Path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await App.Api.DeleteAsync(Path)).Status);
    }

    [Fact]
    public async Task An_account_that_is_an_address_is_written_with_escaped_slashes()
    {
        const string Address = "https://example.com/menu/feed.xml?of=soups&page=1";
        var path = $"accounts/feed/{Uri.EscapeDataString(Address)}";

        Assert.Equal(HttpStatusCode.Created, (await App.Api.PutAsync(path, """{ "paused": true }""")).Status);
        var accounts = (await App.Api.GetAsync("accounts")).Json.EnumerateArray().Select(watch => watch.GetProperty("account").GetString());
        Assert.Contains($"feed:{Address}", accounts);
        Assert.Equal(HttpStatusCode.NoContent, (await App.Api.DeleteAsync(path)).Status);
    }

    [Fact]
    public async Task The_app_says_that_it_is_well()
    {
        var health = await App.Api.GetAsync("health");

        Assert.Equal((HttpStatusCode.OK, "healthy"), (health.Status, health.Json.GetProperty("status").GetString()));
    }

    private async Task AssertShownAsync(string handle, int scans, int posts)
    {
        Assert.Equal(scans, (await App.Api.GetAsync($"accounts/instagram/{handle}/scans")).Json.GetArrayLength());
        var shown = (await App.Api.GetAsync($"accounts/instagram/{handle}/posts")).Json;
        Assert.Equal(posts, shown.GetArrayLength());

        var id = shown[0].GetProperty("pictures")[0].GetProperty("id").GetString()!;
        var picture = await App.Api.GetAsync($"pictures/{id}");
        Assert.Equal((HttpStatusCode.OK, "image/jpeg", id), (picture.Status, picture.MediaType, PictureId.Of(picture.Body).ToString()));
    }
}
