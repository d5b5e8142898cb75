using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Spotter.Simulator.Tests.Instagram;

public class GraphApiTests
{
    [Fact]
    public async Task Pages_hold_the_newest_posts_first_and_a_cursor_but_no_next_address()
    {
        await using var simulator = await RunningSimulator.StartAsync(
            """{"accounts":[{"handle":"soup","series":[{"first":-50,"every":10,"count":5}]}]}""");

        var first = await MediaAsync(await simulator.GraphAsync("soup", limit: 3));
        var second = await MediaAsync(await simulator.GraphAsync("soup", limit: 3, after: (string)first["paging"]!["cursors"]!["after"]!));

        Assert.Equal(["2026-03-02T10:59:50+0000", "2026-03-02T10:59:40+0000", "2026-03-02T10:59:30+0000"], Values(first, "timestamp"));
        Assert.Equal(["2026-03-02T10:59:20+0000", "2026-03-02T10:59:10+0000"], Values(second, "timestamp"));
        Assert.Null(first["paging"]!["next"]);
        Assert.Null(second["paging"]?["cursors"]?["after"]);
    }

    [Fact]
    public async Task A_post_made_between_two_pages_neither_repeats_nor_hides_others()
    {
        await using var simulator = await RunningSimulator.StartAsync(
            """{"accounts":[{"handle":"soup","series":[{"first":-40,"every":10,"count":4},{"first":5,"every":1,"count":1}]}]}""");
        var first = await MediaAsync(await simulator.GraphAsync("soup", limit: 2));

        simulator.Clock.Advance(TimeSpan.FromSeconds(10));
        var second = await MediaAsync(await simulator.GraphAsync("soup", limit: 2, after: (string)first["paging"]!["cursors"]!["after"]!));

        Assert.Equal(4, Values(first, "id").Concat(Values(second, "id")).Distinct().Count());
    }

    [Fact]
    public async Task Posts_appear_as_time_goes_by_and_some_appear_late()
    {
        await using var simulator = await RunningSimulator.StartAsync(
            """{"accounts":[{"handle":"soup","posts":[{"at":10},{"at":1,"appears":20}]}]}""");

        Assert.Empty(Values(await MediaAsync(await simulator.GraphAsync("soup")), "id"));
        simulator.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Single(Values(await MediaAsync(await simulator.GraphAsync("soup")), "id"));
        simulator.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(["2026-03-02T11:00:10+0000", "2026-03-02T11:00:01+0000"], Values(
            await MediaAsync(await simulator.GraphAsync("soup")), "timestamp"));
    }

    [Fact]
    public async Task A_pinned_post_stays_above_newer_ones()
    {
        await using var simulator = await RunningSimulator.StartAsync(
            """{"accounts":[{"handle":"soup","posts":[{"at":-5},{"at":-900,"pinned":true,"caption":"Hours"}]}]}""");

        var media = await MediaAsync(await simulator.GraphAsync("soup"));

        Assert.Equal("Hours", (string?)media["data"]![0]!["caption"]);
    }

    [Fact]
    public async Task Carousels_have_children_and_videos_the_address_of_their_file_or_none()
    {
        await using var simulator = await RunningSimulator.StartAsync(
            """
            {"accounts":[{"handle":"soup","posts":[{"at":-1,"pictures":["specials-board","other"],"video":true},{"at":-2,"video":true},{"at":-3},
              {"at":-4,"video":true,"videoFault":"withheld"}]}]}
            """
        );

        var data = (await MediaAsync(await simulator.GraphAsync("soup")))["data"]!.AsArray();

        Assert.Equal(["CAROUSEL_ALBUM", "VIDEO", "IMAGE", "VIDEO"], data.Select(post => (string?)post!["media_type"]));
        Assert.Equal(["IMAGE", "VIDEO"], data[0]!["children"]!["data"]!.AsArray().Select(child => (string?)child!["media_type"]));
        Assert.Null(data[3]!["media_url"]);
        var video = await simulator.Client.GetByteArrayAsync((string)data[1]!["media_url"]!);
        Assert.Equal(("ftyp", 65_536), (Encoding.ASCII.GetString(video, 4, 4), video.Length));
        Assert.Null(data[2]!["caption"]);
        using var picture = await simulator.Client.GetAsync((string)data[2]!["media_url"]!);
        Assert.Equal(HttpStatusCode.OK, picture.StatusCode);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("closed")]
    [InlineData("gone")]
    public async Task Private_and_missing_accounts_are_the_same_error(string handle)
    {
        await using var simulator = await RunningSimulator.StartAsync(
            """{"accounts":[{"handle":"closed","state":"private"},{"handle":"gone","state":"missing"}]}""");

        using var reply = await simulator.GraphAsync(handle);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        var error = (await RunningSimulator.ReadAsync(reply))["error"]!;
        Assert.Equal((110, 2207013, false), ((int)error["code"]!, (int)error["error_subcode"]!, (bool)error["is_transient"]!));
    }

    [Fact]
    public async Task Usage_headers_climb_to_the_limit_and_then_the_credential_is_throttled_until_the_span_is_over()
    {
        await using var simulator = await RunningSimulator.StartAsync(
            """{"limit":{"calls":2,"seconds":600,"code":17},"accounts":[{"handle":"soup"}]}""");

        using var first = await simulator.GraphAsync("soup");
        using var second = await simulator.GraphAsync("soup");
        using var third = await simulator.GraphAsync("soup");
        using var other = await simulator.GraphAsync("soup", token: "another");

        Assert.StartsWith("""{"call_count":50,""", first.Headers.GetValues("X-App-Usage").Single(), StringComparison.Ordinal);
        Assert.StartsWith("""{"call_count":100,""", second.Headers.GetValues("X-App-Usage").Single(), StringComparison.Ordinal);
        Assert.Contains(
            "\"estimated_time_to_regain_access\":10}",
            third.Headers.GetValues("X-Business-Use-Case-Usage").Single(),
            StringComparison.Ordinal
        );
        Assert.Equal(17, (int)(await RunningSimulator.ReadAsync(third))["error"]!["code"]!);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);

        simulator.Clock.Advance(TimeSpan.FromMinutes(10));
        using var later = await simulator.GraphAsync("soup");
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Theory]
    [InlineData(1, 500)]
    [InlineData(4, 403)]
    [InlineData(10, 403)]
    [InlineData(190, 400)]
    [InlineData(80002, 400)]
    public async Task Errors_come_with_their_http_status(int code, int status)
    {
        await using var simulator = await RunningSimulator.StartAsync(
            $$"""{"accounts":[{"handle":"soup","faults":[{"kind":"error","code":{{code}} }]}]}""");

        using var reply = await simulator.GraphAsync("soup");

        Assert.Equal(status, (int)reply.StatusCode);
        Assert.Equal(code, (int)(await RunningSimulator.ReadAsync(reply))["error"]!["code"]!);
    }

    [Theory]
    [InlineData("fields=business_discovery.username(soup){media{id}&access_token=t", 2500)]
    [InlineData("fields=business_discovery.username(soup){media{nonsense}}&access_token=t", 100)]
    [InlineData("fields=business_discovery{media{id}}&access_token=t", 100)]
    [InlineData("fields=id", 104)]
    public async Task Requests_that_make_no_sense_are_refused(string query, int code)
    {
        await using var simulator = await RunningSimulator.StartAsync("""{"accounts":[{"handle":"soup"}]}""");

        using var reply = await simulator.Client.GetAsync("graph/v25.0/1?" + query);

        Assert.Equal(code, (int)(await RunningSimulator.ReadAsync(reply))["error"]!["code"]!);
    }

    [Fact]
    public async Task Only_the_configured_token_is_accepted()
    {
        await using var simulator = await RunningSimulator.StartAsync(
            """{"accounts":[{"handle":"soup"}]}""", new SimulatorOptions { AccessToken = "right" });

        using var reply = await simulator.GraphAsync("soup", token: "wrong");

        Assert.Equal(190, (int)(await RunningSimulator.ReadAsync(reply))["error"]!["code"]!);
    }

    [Fact]
    public async Task Faults_hit_the_calls_and_pages_they_name_and_end_after_their_times()
    {
        await using var simulator = await RunningSimulator.StartAsync(
            """{"accounts":[{"handle":"soup","series":[{"first":-9,"every":1,"count":9}],"faults":[{"kind":"error","calls":[2]},{"kind":"error","code":4,"fromPage":2,"times":1}]}]}"""
        );

        var first = await MediaAsync(await simulator.GraphAsync("soup", limit: 5));
        var after = (string)first["paging"]!["cursors"]!["after"]!;
        var codes = new List<int>();
        for (var call = 2; call <= 4; call++)
        {
            using var reply = await simulator.GraphAsync("soup", limit: 5, after: after);
            codes.Add((int?)(await RunningSimulator.ReadAsync(reply))["error"]?["code"] ?? 0);
        }

        Assert.Equal([2, 4, 0], codes);
        Assert.Equal(4, simulator.Host.CallsFor("instagram", "soup"));
    }

    private static async Task<JsonNode> MediaAsync(HttpResponseMessage reply)
    {
        using (reply)
        {
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            return (await RunningSimulator.ReadAsync(reply))["business_discovery"]!["media"]!;
        }
    }

    private static IEnumerable<string?> Values(JsonNode media, string name) =>
        media["data"]!.AsArray().Select(post => (string?)post![name]);
}
