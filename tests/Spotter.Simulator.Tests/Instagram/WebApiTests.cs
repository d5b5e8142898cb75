using System.Net;
using System.Text.Json.Nodes;
using Spotter.Contracts;
using Spotter.Simulator.Scenarios;

namespace Spotter.Simulator.Tests.Instagram;

public class WebApiTests
{
    [Fact]
    public async Task The_profile_gives_the_first_page_and_the_query_goes_on()
    {
        await using var simulator = await RunningSimulator.StartAsync(Account("""  "series":[{"first":-40,"every":2,"count":20}]  """));

        var user = (await ReadAsync(simulator.ProfileAsync("soup")))["data"]!["user"]!;
        var edges = user["edge_owner_to_timeline_media"]!;
        var next = await ReadAsync(simulator.WebAsync(QueryFor(user)));

        Assert.Equal((20, 12), ((int)edges["count"]!, edges["edges"]!.AsArray().Count));
        Assert.Equal("GraphImage", (string?)edges["edges"]![0]!["node"]!["__typename"]);
        var rest = next["data"]!["user"]!["edge_owner_to_timeline_media"]!;
        Assert.Equal(8, rest["edges"]!.AsArray().Count);
        Assert.False((bool)rest["page_info"]!["has_next_page"]!);
        Assert.Null(rest["page_info"]!["end_cursor"]);
    }

    [Fact]
    public async Task Edges_can_be_empty_beside_a_count_and_the_posts_come_with_the_next_call()
    {
        await using var simulator = await RunningSimulator.StartAsync(Account(""" "webShape":"empty-edges","posts":[{"at":-1}] """));

        var user = (await ReadAsync(simulator.ProfileAsync("soup")))["data"]!["user"]!;
        var edges = user["edge_owner_to_timeline_media"]!;
        var next = await ReadAsync(simulator.WebAsync(QueryFor(user)));

        Assert.Equal((1, 0, true), ((int)edges["count"]!, edges["edges"]!.AsArray().Count, (bool)edges["page_info"]!["has_next_page"]!));
        Assert.Single(next["data"]!["user"]!["edge_owner_to_timeline_media"]!["edges"]!.AsArray());
    }

    [Fact]
    public async Task The_mobile_shape_has_items()
    {
        await using var simulator = await RunningSimulator.StartAsync(
            Account(
                """ "webShape":"mobile","posts":[{"at":-1,"caption":"Soup","pictures":["other","other"]},{"at":-2,"video":true},{"at":-3}] """
            )
        );

        var user = (await ReadAsync(simulator.ProfileAsync("soup")))["data"]!["user"]!;
        var page = await ReadAsync(simulator.WebAsync(QueryFor(user)));

        var items = page["items"]!.AsArray();
        Assert.Equal([8, 2, 1], items.Select(item => (int)item!["media_type"]!));
        Assert.Equal(2, items[0]!["carousel_media"]!.AsArray().Count);
        Assert.NotNull(items[1]!["video_versions"]![0]!["url"]);
        Assert.Null(items[2]!["video_versions"]);
        Assert.Equal("Soup", (string?)items[0]!["caption"]!["text"]);
        Assert.Null(items[2]!["caption"]);
        Assert.NotNull(items[2]!["image_versions2"]!["candidates"]![0]!["url"]);
        Assert.False((bool)page["more_available"]!);
    }

    [Fact]
    public async Task A_missing_user_is_a_good_answer_without_a_user()
    {
        await using var simulator = await RunningSimulator.StartAsync("""{"accounts":[]}""");

        using var reply = await simulator.ProfileAsync("nobody");

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal("""{"data":{"user":null},"status":"ok"}""", await reply.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_private_account_shows_its_count_alone()
    {
        await using var simulator = await RunningSimulator.StartAsync(Account(""" "state":"private","posts":[{"at":-1}] """));

        var user = (await ReadAsync(simulator.ProfileAsync("soup")))["data"]!["user"]!;

        Assert.True((bool)user["is_private"]!);
        Assert.Equal(1, (int)user["edge_owner_to_timeline_media"]!["count"]!);
        Assert.Empty(user["edge_owner_to_timeline_media"]!["edges"]!.AsArray());
    }

    [Fact]
    public async Task Calls_without_the_app_id_are_refused()
    {
        await using var simulator = await RunningSimulator.StartAsync(Account(""));

        using var reply = await simulator.Client.GetAsync("web/api/v1/users/web_profile_info/?username=soup");

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
    }

    [Theory]
    [InlineData("please-wait-400", 400, "Please wait a few minutes before you try again.")]
    [InlineData("please-wait-401", 401, "Please wait a few minutes before you try again.")]
    [InlineData("please-wait-429", 429, "Please wait a few minutes before you try again.")]
    [InlineData("empty-429", 429, "")]
    [InlineData("checkpoint", 400, "checkpoint_required")]
    [InlineData("challenge", 400, "challenge_required")]
    [InlineData("feedback", 400, "feedback_required")]
    [InlineData("consent", 400, "consent_required")]
    [InlineData("forbidden", 403, "fail")]
    [InlineData("login-page", 200, "<!DOCTYPE html>")]
    [InlineData("unavailable", 503, "went wrong")]
    public async Task Walls_look_as_they_do_in_life(string kind, int status, string body)
    {
        await using var simulator = await RunningSimulator.StartAsync(Account($$""" "faults":[{"kind":"{{kind}}"}] """));

        using var reply = await simulator.ProfileAsync("soup");

        Assert.Equal(status, (int)reply.StatusCode);
        Assert.Contains(body, await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("login-redirect", "/accounts/login/")]
    [InlineData("challenge-redirect", "/challenge/")]
    [InlineData("suspended-redirect", "/accounts/suspended/")]
    [InlineData("consent-redirect", "/consent/")]
    public async Task Some_walls_send_the_caller_elsewhere(string kind, string place)
    {
        await using var simulator = await RunningSimulator.StartAsync(Account($$""" "faults":[{"kind":"{{kind}}"}] """));

        using var reply = await simulator.ProfileAsync("soup");

        Assert.Equal(HttpStatusCode.Found, reply.StatusCode);
        Assert.StartsWith(place, reply.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_wall_sends_the_caller_to_the_home_page()
    {
        await using var simulator = await RunningSimulator.StartAsync(Account(""" "faults":[{"kind":"home-redirect"}] """));

        using var reply = await simulator.ProfileAsync("soup");

        Assert.Equal((HttpStatusCode.Found, "/"), (reply.StatusCode, reply.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task A_wall_can_stand_behind_the_first_page()
    {
        await using var simulator = await RunningSimulator.StartAsync(
            Account(""" "series":[{"first":-40,"every":2,"count":20}],"faults":[{"kind":"forbidden","fromPage":2}] """));

        var user = (await ReadAsync(simulator.ProfileAsync("soup")))["data"]!["user"]!;
        using var second = await simulator.WebAsync(QueryFor(user));

        Assert.Equal(HttpStatusCode.Forbidden, second.StatusCode);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("hang")]
    public async Task Some_calls_get_no_answer(string kind)
    {
        await using var simulator = await RunningSimulator.StartAsync(Account($$""" "faults":[{"kind":"{{kind}}"}] """));
        // Long enough for the call to arrive on a busy machine.
        simulator.Client.Timeout = TimeSpan.FromSeconds(2);

        await Assert.ThrowsAnyAsync<Exception>(() => simulator.ProfileAsync("soup"));
        Assert.Equal(1, simulator.Host.CallsFor("instagram-web", "soup"));
    }

    [SkippableFact]
    public async Task Recorded_pages_are_replayed_with_the_simulators_own_pictures()
    {
        var folder = TestData.Require("instagram-web");
        await using var simulator = await RunningSimulator.StartAsync(
            new Scenario
            {
                Accounts =
                [
                    new AccountScript
                    {
                        Handle = "recorded",
                        Source = "instagram-web",
                        Recorded =
                        [
                            Path.Combine(folder, "profile.json"),
                            Path.Combine(folder, "medias.json"),
                            Path.Combine(folder, "media.json"),
                        ],
                    },
                ],
            }
        );

        var user = (await ReadAsync(simulator.ProfileAsync("recorded")))["data"]!["user"]!;
        var first = (await ReadAsync(simulator.WebAsync(QueryFor(user))))["data"]!["user"]!["edge_owner_to_timeline_media"]!;
        var cursor = (string)first["page_info"]!["end_cursor"]!;
        var second = await ReadAsync(simulator.WebAsync(Query((string)user["id"]!, cursor)));

        Assert.Equal("robertdowneyjr", (string?)user["username"]);
        Assert.Empty(user["edge_owner_to_timeline_media"]!["edges"]!.AsArray());
        Assert.Equal(12, first["edges"]!.AsArray().Count);
        Assert.Single(second["items"]!.AsArray());
        Assert.DoesNotContain("\"https://scontent", first.ToJsonString() + second.ToJsonString(), StringComparison.Ordinal);
        using var picture = await simulator.Client.GetAsync((string)first["edges"]![0]!["node"]!["display_url"]!);
        Assert.Equal(HttpStatusCode.OK, picture.StatusCode);
    }

    [SkippableFact]
    public async Task Recorded_graph_pages_are_replayed_and_end()
    {
        var folder = TestData.Require("instagram-graph");
        await using var simulator = await RunningSimulator.StartAsync(
            new Scenario { Accounts = [new AccountScript { Handle = "recorded", Recorded = [folder] }] });

        var first = (await ReadAsync(simulator.GraphAsync("recorded")))["business_discovery"]!["media"]!;
        var second = (await ReadAsync(simulator.GraphAsync("recorded", after: (string)first["paging"]!["cursors"]!["after"]!)))[
            "business_discovery"
        ]!["media"]!;

        Assert.Equal("17885103395504675", (string?)first["data"]![0]!["id"]);
        Assert.Equal("17939347456563225", (string?)second["data"]![0]!["id"]);
        Assert.Null(second["paging"]?["cursors"]?["after"]);
        Assert.StartsWith(simulator.Host.BaseAddress.ToString(), (string)first["data"]![0]!["media_url"]!, StringComparison.Ordinal);
    }

    private static string Account(string properties) =>
        $$"""{"accounts":[{"handle":"soup","source":"instagram-web"{{(properties.Length == 0 ? "" : "," + properties)}}}]}""";

    private static string QueryFor(JsonNode user) =>
        Query((string)user["id"]!, (string?)user["edge_owner_to_timeline_media"]!["page_info"]!["end_cursor"]);

    private static string Query(string id, string? after) =>
        "graphql/query/?query_hash=simulated&variables=" + Uri.EscapeDataString(
            new JsonObject { ["id"] = id, ["first"] = 12, ["after"] = after }.ToJsonString());

    private static async Task<JsonNode> ReadAsync(Task<HttpResponseMessage> call)
    {
        using var reply = await call;
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return await RunningSimulator.ReadAsync(reply);
    }
}
