using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Accounts;
using Spotter.FunctionsApp.Tests.Orchestration;
using Spotter.Scanning;
using Spotter.Simulator.Scenarios;
using Spotter.State;

namespace Spotter.FunctionsApp.Tests.Pages;

/// <summary>The API over HTTP, with the Durable engine behind it.</summary>
public sealed class ApiTests : IAsyncLifetime
{
    private const string Instagram = "instagram";
    private const string Shop = "davesfreshpasta";
    private const string SlowShop = "slowpasta";

    private ServedApp _app = null!;

    public async Task InitializeAsync() => _app = await ServedApp.StartAsync(await ScanWorld.StartAsync(
        ScanWorld.Shop(Shop), ScanWorld.Shop(SlowShop, new PageFault { Kind = PageFaultKind.Slow, Seconds = 4, Times = 1 })));

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_rescan_is_accepted_and_its_status_leads_to_what_it_did()
    {
        await ScanWorld.WatchAsync(_app.Host.Services, Shop);

        var started = await RescanAsync(Instagram, Shop);
        Assert.Equal(HttpStatusCode.Accepted, started.Status);
        var id = started.Json.GetProperty("id").GetString()!;
        Assert.Equal($"/api/scans/{Uri.EscapeDataString(id)}", started.Location);
        await _app.Host.WaitAsync<ScanSummary>(id);

        var status = await StatusAsync(id);
        Assert.Equal("Completed", status.Json.GetProperty("status").GetString());
        Assert.Equal(3, status.Json.GetProperty("summary").GetProperty("counts").GetProperty("posts").GetInt32());
    }

    [Fact]
    public async Task A_rescan_while_one_runs_is_refused_with_the_address_of_the_running_one()
    {
        const string Running = "scan-of-a-monitor";
        var account = await ScanWorld.WatchAsync(_app.Host.Services, SlowShop);
        await _app.Host.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(ScanAccount), new ScanRequest(account), new StartOrchestrationOptions(Running));
        await _app.Host.WaitForStatusAsync(Running, nameof(ScanStage.ReadingPage));

        var refused = await RescanAsync(Instagram, SlowShop);

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal($"/api/scans/{Running}", refused.Json.GetProperty("address").GetString());
        var running = await StatusAsync(Running);
        Assert.Equal("ReadingPage", running.Json.GetProperty("doing").GetProperty("stage").GetString());
        Assert.Equal("reading page 1", running.Json.GetProperty("progress").GetString());
        await _app.Host.WaitAsync<ScanSummary>(Running);
        Assert.Equal(HttpStatusCode.Accepted, (await RescanAsync(Instagram, SlowShop)).Status);
        await _app.Host.WaitAsync<ScanSummary>(ScanAccount.InstanceIdOf(account));
    }

    [Fact]
    public async Task Of_many_rescans_at_once_one_is_accepted_and_the_others_are_refused()
    {
        var account = await ScanWorld.WatchAsync(_app.Host.Services, SlowShop);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => RescanAsync(Instagram, SlowShop))));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Accepted);
        Assert.Equal(7, answers.Count(answer => answer.Status == HttpStatusCode.Conflict));
        await _app.Host.WaitAsync<ScanSummary>(ScanAccount.InstanceIdOf(account));
    }

    [Fact]
    public async Task A_scan_that_failed_says_why()
    {
        var gone = await ScanWorld.WatchAsync(_app.Host.Services, "gone");
        await _app.Host.RunAsync<ScanSummary>(nameof(ScanAccount), new ScanRequest(gone), "gone");

        var status = await StatusAsync("gone");

        Assert.Equal(status.Json.GetProperty("summary").GetProperty("message").GetString(), status.Json.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_scan_that_broke_off_says_why_in_the_words_meant_for_people_and_nothing_else()
    {
        var account = await ScanWorld.WatchAsync(_app.Host.Services, Shop);
        await DamageWatchAsync(account);
        await _app.Host.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(ScanAccount), new ScanRequest(account), new StartOrchestrationOptions("broken"));
        var ended = await _app.Host.Client.WaitForInstanceCompletionAsync("broken", getInputsAndOutputs: true, CancellationToken.None);

        var status = await StatusAsync("broken");

        Assert.Equal("Failed", status.Json.GetProperty("status").GetString());
        Assert.Contains($"The record {account} of watches in the state cannot be read", status.Json.GetProperty("reason").GetString());
        Assert.DoesNotContain("   at ", status.Json.GetRawText());
        Assert.Null(ended.FailureDetails!.InnerFailure);
    }

    [Fact]
    public async Task A_record_that_cannot_be_read_is_told_with_its_account_and_what_to_do()
    {
        await DamageWatchAsync(await ScanWorld.WatchAsync(_app.Host.Services, Shop));

        var answer = await PutAsync("");

        Assert.Equal((HttpStatusCode.InternalServerError, "application/problem+json"), (answer.Status, answer.MediaType));
        Assert.Contains($"{Instagram}:{Shop}", answer.Json.GetProperty("detail").GetString());
        Assert.Contains("Restore it", answer.Json.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_watch_that_cannot_be_read_does_not_hide_the_others_and_can_be_removed()
    {
        await ScanWorld.WatchAsync(_app.Host.Services, SlowShop);
        await DamageWatchAsync(await ScanWorld.WatchAsync(_app.Host.Services, Shop));

        var list = await ListAsync();

        Assert.Equal($"{Instagram}:{SlowShop}", Assert.Single(list.Json.EnumerateArray()).GetProperty("account").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await DeleteAsync()).Status);
        Assert.Equal(HttpStatusCode.Created, (await PutAsync("")).Status);
    }

    [Theory]
    [InlineData(Instagram, "nobody", "", HttpStatusCode.NotFound, "not watched")]
    [InlineData(Instagram, "no spaces allowed", "", HttpStatusCode.BadRequest, "no spaces allowed")]
    [InlineData("nowhere", "nobody", "", HttpStatusCode.BadRequest, "no source 'nowhere'")]
    [InlineData(Instagram, "nobody", "?mode=everything", HttpStatusCode.BadRequest, "mode must be new or history")]
    [InlineData(Instagram, "nobody", "?since=2026-01-31", HttpStatusCode.BadRequest, "mode must be history")]
    [InlineData(Instagram, "nobody", "?mode=history&since=soon", HttpStatusCode.BadRequest, "must be times")]
    [InlineData(Instagram, "nobody", "?mode=history&only=reels", HttpStatusCode.BadRequest, "pictures or videos")]
    [InlineData(Instagram, "nobody", "?mode=history&maxPosts=0", HttpStatusCode.BadRequest, "whole numbers from 1")]
    public async Task What_is_wrong_with_a_rescan_is_told_as_a_problem(
        string source, string handle, string query, HttpStatusCode status, string detail)
    {
        var refused = await RescanAsync(source, handle, query);

        Assert.Equal(status, refused.Status);
        Assert.Equal("application/problem+json", refused.MediaType);
        Assert.Contains(detail, refused.Json.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_collection_with_bounds_wants_no_watch_and_its_status_tells_how_far_it_is()
    {
        var started = await RescanAsync(Instagram, Shop, "?mode=history&since=9999d&maxPosts=2");
        Assert.Equal(HttpStatusCode.Accepted, started.Status);
        var id = started.Json.GetProperty("id").GetString()!;
        await _app.Host.WaitAsync<ScanSummary>(id);

        var status = (await StatusAsync(id)).Json;

        var counts = status.GetProperty("summary").GetProperty("counts");
        Assert.Equal((2, 0), (counts.GetProperty("posts").GetInt32(), counts.GetProperty("classified").GetInt32()));
        Assert.Equal(1, status.GetProperty("summary").GetProperty("pages").GetInt32());
    }

    [Fact]
    public async Task A_watch_is_added_changed_listed_and_removed()
    {
        Assert.Equal(HttpStatusCode.Created, (await PutAsync("""{ "rules": ["specials-board:0.9"] }""")).Status);
        var changed = await PutAsync(
            """{ "rules": ["specials-board:0.8:lunch"], "schedule": "0 0 11 * * *", "timeZone": "America/New_York", "paused": true }""");
        Assert.Equal(HttpStatusCode.OK, changed.Status);
        var watch = Assert.Single((await ListAsync()).Json.EnumerateArray());
        Assert.Equal($"{Instagram}:{Shop}", watch.GetProperty("account").GetString());
        Assert.Equal("specials-board >= 0.8 -> lunch", watch.GetProperty("rules")[0].GetString());
        Assert.True(watch.GetProperty("paused").GetBoolean());
        var following = (await PutAsync("""{ "rules": ["specials-board::lunch"] }""")).Json.GetProperty("rules")[0];
        Assert.Equal("specials-board -> lunch", following.GetString());

        Assert.Equal(HttpStatusCode.NoContent, (await DeleteAsync()).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await DeleteAsync()).Status);
        Assert.Equal(0, (await ListAsync()).Json.GetArrayLength());
    }

    [Fact]
    public async Task A_body_that_is_longer_than_any_watch_is_refused_unread()
    {
        var refused = await PutAsync($"{{ \"model\": \"{new string('x', 100_000)}\" }}");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.Status);
        Assert.Contains("65536 bytes", refused.Json.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("{", "cannot be read")]
    [InlineData("""{ "rule": "specials-board" }""", "rule")]
    [InlineData("""{ "rules": [null] }""", "The rule is empty")]
    [InlineData("""{ "rules": ["specials-board and words has soup"] }""", "asks for words in pictures")]
    [InlineData("""{ "rules": ["soup"] }""", "no label 'soup'")]
    [InlineData("""{ "rules": ["specials-board:2"] }""", "from 0 to 1")]
    [InlineData("""{ "rules": ["specials-board:0.5:dinner"] }""", "no channel 'dinner'")]
    [InlineData("""{ "schedule": "every day" }""", "every day")]
    [InlineData("""{ "timeZone": "Mars/Olympus" }""", "Mars/Olympus")]
    [InlineData("""{ "model": "crystal-ball" }""", "crystal-ball")]
    [InlineData("""{ "captionModel": "tea-leaves" }""", "tea-leaves")]
    public async Task A_watch_that_cannot_be_is_told_as_a_problem(string body, string detail)
    {
        var refused = await PutAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains(detail, refused.Json.GetProperty("detail").GetString());
        Assert.Equal(0, (await ListAsync()).Json.GetArrayLength());
    }

    [Fact]
    public async Task Posts_pictures_and_scans_are_shown()
    {
        var account = await ScanWorld.WatchAsync(_app.Host.Services, Shop);
        await _app.Host.RunAsync<ScanSummary>(nameof(ScanAccount), new ScanRequest(account), "scan");

        var posts = await PostsAsync("?limit=2");
        Assert.Equal(2, posts.Json.GetArrayLength());
        var picture = await PictureAsync(posts.Json[0].GetProperty("pictures")[0].GetProperty("id").GetString()!);
        Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (picture.Status, picture.MediaType));
        var scans = await SendAsync(HttpMethod.Get, $"accounts/{Instagram}/{Shop}/scans");
        Assert.Equal(1, scans.Json.GetArrayLength());

        Assert.Equal(HttpStatusCode.BadRequest, (await PostsAsync("?limit=0")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PictureAsync("cat.jpg")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await PictureAsync(new string('0', 64))).Status);
        var unknown = await StatusAsync("no-such-scan");
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
    }

    [Fact]
    public async Task Health_says_which_part_is_well()
    {
        var healthy = await SendAsync(HttpMethod.Get, "health");

        Assert.Equal(HttpStatusCode.OK, healthy.Status);
        Assert.Equal("""{"status":"healthy","parts":{"state":"healthy","model":"healthy"}}""", healthy.Json.GetRawText());
    }

    [Fact]
    public async Task A_folder_is_refused_since_the_app_has_none()
    {
        var answer = await SendAsync(HttpMethod.Put, "accounts/folder/lunch");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Matches("^There is no source 'folder'[.] There are: (?!.*folder).*instagram", answer.Json.GetProperty("detail").GetString());
    }

    private Task<Answer> RescanAsync(string source, string handle, string query = "") =>
        SendAsync(HttpMethod.Post, $"accounts/{source}/{Uri.EscapeDataString(handle)}/rescan{query}");

    private Task<Answer> StatusAsync(string id) => SendAsync(HttpMethod.Get, $"scans/{Uri.EscapeDataString(id)}");

    private async Task DamageWatchAsync(AccountId account) => Assert.True(
        await _app.Host.Services.GetRequiredService<IStateStore>().TryChangeAsync(
            "watches", [StateChange.Put(account.ToString(), "{"u8.ToArray())], CancellationToken.None));

    private Task<Answer> PutAsync(string body) => SendAsync(HttpMethod.Put, $"accounts/{Instagram}/{Shop}", body);

    private Task<Answer> ListAsync() => SendAsync(HttpMethod.Get, "accounts");

    private Task<Answer> DeleteAsync() => SendAsync(HttpMethod.Delete, $"accounts/{Instagram}/{Shop}");

    private Task<Answer> PostsAsync(string query) => SendAsync(HttpMethod.Get, $"accounts/{Instagram}/{Shop}/posts{query}");

    private Task<Answer> PictureAsync(string id) => SendAsync(HttpMethod.Get, $"pictures/{id}");

    private async Task<Answer> SendAsync(HttpMethod method, string path, string body = "")
    {
        using var request = new HttpRequestMessage(method, $"/api/{path}");
        if (body.Length > 0)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        // In chunks: its length is not told.
        request.Headers.TransferEncodingChunked = body.Length > 0;
        using var answer = await _app.Client.SendAsync(request);
        return new Answer(
            answer.StatusCode,
            answer.Content.Headers.ContentType?.MediaType,
            answer.Headers.Location?.OriginalString,
            await answer.Content.ReadAsByteArrayAsync());
    }

    private sealed record Answer(HttpStatusCode Status, string? MediaType, string? Location, byte[] Body)
    {
        public JsonElement Json => JsonDocument.Parse(Body).RootElement;
    }
}
