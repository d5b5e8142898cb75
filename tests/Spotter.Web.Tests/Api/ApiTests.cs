using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Spotter.Accounts;
using Spotter.Contracts.Models;
using Spotter.Models;
using Spotter.Watching;
using Spotter.Web.Feed;

namespace Spotter.Web.Tests.Api;

public sealed class ApiTests : IAsyncLifetime
{
    private SiteWorld _site = null!;

    public async Task InitializeAsync() => _site = await SiteWorld.StartAsync();

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task Posts_come_a_part_at_a_time_by_a_cursor()
    {
        var dave = await _site.WatchAsync("instagram:dave");
        for (var number = 0; number < PostSearch.PageSize + 1; number++)
            await _site.AddAsync(dave, $"{number}", number);

        var first = await GetAsync("/api/posts");
        var second = await GetAsync($"/api/posts?cursor={Uri.EscapeDataString(first.GetProperty("next").GetString()!)}");

        Assert.Equal(PostSearch.PageSize, first.GetProperty("posts").GetArrayLength());
        Assert.Equal(1, second.GetProperty("posts").GetArrayLength());
        Assert.False(second.TryGetProperty("next", out _));
    }

    [Fact]
    public async Task A_post_has_what_the_model_and_what_people_said()
    {
        var dave = await _site.WatchAsync("instagram:dave");
        await _site.AddAsync(dave, "1", 1, await _site.StoreAsync(1, new LabelScore("specials-board", 0.5f)));
        await _site.AddAsync(dave, "2", 2, await _site.StoreAsync(2, new LabelScore("other", 0.9f)));

        var posts = (await GetAsync("/api/posts?label=specials-board")).GetProperty("posts");

        var post = Assert.Single(posts.EnumerateArray());
        Assert.Equal("instagram:dave", post.GetProperty("account").GetString());
        var record = post.GetProperty("post");
        Assert.Equal("Done", record.GetProperty("stage").GetString());
        var score = record.GetProperty("pictures")[0].GetProperty("scores")[0];
        Assert.Equal("specials-board", score.GetProperty("label").GetString());
    }

    [Fact]
    public async Task A_post_carries_what_the_captions_of_its_account_say_and_which_model_does()
    {
        var dave = await _site.WatchAsync("instagram:dave");
        var anna = await _site.WatchAsync("instagram:anna");
        await _site.SayAsync(dave, "shop", 0.93);
        await _site.AddAsync(dave, "a/1", 1);
        await _site.AddAsync(anna, "2", 2);

        var posts = (await GetAsync("/api/posts")).GetProperty("posts");
        var key = posts[0].GetProperty("key").GetString()!;
        var one = await GetAsync($"/api/posts/instagram/dave/{Uri.EscapeDataString(key)}");
        using var none = await _site.Client.GetAsync("/api/posts/instagram/dave/251606480461-1");

        foreach (var post in new[] { posts[0], one })
            Assert.Equal(
                ("shop", 0.93, "kind", "0123456789ab"),
                (post.GetProperty("prediction").GetProperty("label").GetString(),
                    post.GetProperty("prediction").GetProperty("score").GetDouble(),
                    post.GetProperty("prediction").GetProperty("model").GetString(),
                    post.GetProperty("prediction").GetProperty("modelVersion").GetString()));
        Assert.False(posts[1].TryGetProperty("prediction", out _));
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Contains("/api/posts/{source}/{handle}/{key}", await _site.ReadAsync("/api/openapi.json"));
    }

    [Fact]
    public async Task What_is_damaged_costs_itself()
    {
        var dave = await _site.WatchAsync("instagram:dave");
        var picture = await _site.StoreAsync(1, new LabelScore("other", 0.9f));
        await _site.AddAsync(dave, "whole", 2, picture);
        await _site.DamageAsync($"{dave}", "post/" + await _site.AddAsync(dave, "damaged", 1));
        await _site.DamageAsync("labels", picture.Id!.Value.Hex);
        await _site.DamageAsync($"{dave}", "scan/07");
        await _site.DamageAsync("watches", "instagram:anna");

        var own = await GetAsync("/api/accounts/instagram/dave/posts");
        var all = (await GetAsync("/api/posts")).GetProperty("posts");
        var insights = await GetAsync("/api/insights");

        Assert.Equal(["Failed", "Done"], own.EnumerateArray().Select(post => post.GetProperty("stage").GetString()));
        Assert.Contains("cannot be read", own[0].GetProperty("reason").GetString());
        Assert.Equal([0, 1], all.EnumerateArray().Select(post => post.GetProperty("damages").GetArrayLength()));
        Assert.Equal(2, insights.GetProperty("problems").GetArrayLength());
        Assert.Equal(0, (await GetAsync("/api/accounts/instagram/dave/scans")).GetArrayLength());
        Assert.Equal(1, (await GetAsync("/api/accounts")).GetArrayLength());
    }

    [Fact]
    public async Task An_account_is_watched_changed_and_removed()
    {
        using var added = await _site.Client.PutAsJsonAsync("/api/accounts/instagram/dave", new { rules = new[] { "specials-board" } });
        using var changed = await _site.Client.PutAsJsonAsync("/api/accounts/instagram/dave", new { paused = true });
        var list = await GetAsync("/api/accounts");
        using var removed = await _site.Client.DeleteAsync("/api/accounts/instagram/dave");
        using var again = await _site.Client.DeleteAsync("/api/accounts/instagram/dave");

        Assert.Equal(
            [HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.NotFound],
            new[] { added, changed, removed, again }.Select(answer => answer.StatusCode));
        Assert.True(list[0].GetProperty("paused").GetBoolean());
    }

    [Fact]
    public async Task A_member_of_a_watch_that_is_misspelt_is_refused()
    {
        using var answer = await _site.Client.PutAsJsonAsync("/api/accounts/instagram/dave", new { rule = "specials-board" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("'rule'", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_model_of_captions_is_named_with_the_watch()
    {
        using var none = await _site.Client.PutAsJsonAsync("/api/accounts/instagram/dave", new { captionModel = "none" });
        using var absent = await _site.Client.PutAsJsonAsync("/api/accounts/instagram/dave", new { captionModel = "tea-leaves" });

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.BadRequest], new[] { none, absent }.Select(answer => answer.StatusCode));
        Assert.Equal("none", (await GetAsync("/api/accounts"))[0].GetProperty("captionModel").GetString());
        Assert.Contains("tea-leaves", await absent.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_account_of_an_address_is_named_with_its_slashes_escaped()
    {
        using var added = await _site.Client.PutAsJsonAsync("/api/accounts/feed/https%3A%2F%2Fexample.com%2Ffeed.xml", new { });

        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        var account = AccountId.Parse("feed:https://example.com/feed.xml");
        Assert.True(await _site.Get<WatchRepository>().IsWatchedAsync(account, CancellationToken.None));
    }

    [Fact]
    public async Task A_scan_is_started_where_the_account_is_watched()
    {
        await _site.WatchAsync("instagram:dave");

        using var started = await _site.Client.PostAsync("/api/accounts/instagram/dave/rescan?mode=history", null);
        using var unknown = await _site.Client.PostAsync("/api/accounts/instagram/anna/rescan", null);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.NotFound), (started.StatusCode, unknown.StatusCode));
        Assert.Equal("/api/accounts/instagram/dave/scans", started.Headers.Location!.ToString());
        Assert.Contains("\"id\":\"scan-instagram:dave\"", await started.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("GET", "/api/posts?score=2", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/posts?score=much", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/posts?cursor=nowhere", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/api/accounts/instagram/dave/rescan?mode=sideways", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/accounts/instagram/dave/posts?limit=501", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/news?wait=26", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/news?wait=-1", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/news?known=-1", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/accounts/flickr/dave/scans", HttpStatusCode.BadRequest)]
    [InlineData("PUT", "/api/accounts/flickr/dave", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/nothing", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/api/posts", HttpStatusCode.MethodNotAllowed)]
    public async Task What_is_wrong_is_told_as_a_problem(string method, string address, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);

        using var answer = await _site.Client.SendAsync(request);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal((expected, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task The_calls_are_described()
    {
        var description = await GetAsync("/api/openapi.json");

        var paths = description.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "/api/accounts", "/api/accounts/{source}/{handle}", "/api/accounts/{source}/{handle}/posts",
                "/api/accounts/{source}/{handle}/rescan", "/api/accounts/{source}/{handle}/scans", "/api/events", "/api/health",
                "/api/insights", "/api/models", "/api/models/comparison", "/api/models/training", "/api/models/{name}/in-use",
                "/api/models/{name}/rollback", "/api/models/{name}/train", "/api/models/{name}/versions", "/api/news", "/api/pictures/{id}",
                "/api/posts", "/api/posts/{source}/{handle}/{key}",
            ],
            paths);
    }

    [Fact]
    public async Task Only_health_is_told_to_anybody()
    {
        await using var site = await SiteWorld.StartAsync([new("Web:AccessKey", SiteWorld.Key)]);

        Assert.Equal(
            """{"status":"healthy","parts":{"state":"healthy","model":"healthy"}}""", await site.ReadAsync("/api/health"));
        foreach (var address in new[] { "/api/posts", "/api/accounts", "/api/events", $"/api/pictures/{new string('0', 64)}" })
        {
            using var answer = await site.Client.GetAsync(address);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_model_whose_file_cannot_be_read_leaves_the_feed_and_health_does_not_say_where_it_is()
    {
        var folder = Directory.CreateTempSubdirectory("spotter-models-");
        await using var site = await SiteWorld.StartAsync([new("Models:Folder", folder.FullName), new("Watching:Model", "lunch")]);
        SampleModel.Write(Path.Combine(folder.FullName, "lunch"));
        using (new FileStream(
            Path.Combine(folder.FullName, "lunch", "model.json"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            using var answer = await site.Client.GetAsync("/api/health");

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal(
                """{"status":"unhealthy","parts":{"state":"healthy","model":"unhealthy"}}""", await answer.Content.ReadAsStringAsync());
            Assert.Contains("<h1", await site.ReadAsync("/"));
        }

        folder.Delete(recursive: true);
    }

    private async Task<JsonElement> GetAsync(string address) => JsonDocument.Parse(await _site.ReadAsync(address)).RootElement;
}
