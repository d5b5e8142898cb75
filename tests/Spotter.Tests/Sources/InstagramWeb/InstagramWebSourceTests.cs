using Microsoft.AspNetCore.Http;
using Spotter.Calls;
using Spotter.Contracts;

namespace Spotter.Tests.Sources.InstagramWeb;

public sealed class InstagramWebSourceTests
{
    [SkippableFact]
    public async Task A_recorded_profile_without_posts_leads_to_its_recorded_page()
    {
        var profile = await File.ReadAllTextAsync(TestData.Require("instagram-web", "profile.json"));
        var medias = await File.ReadAllTextAsync(TestData.Require("instagram-web", "medias.json"));
        await using var server = await LoopbackServer.StartAsync(
            context => context.Response.WriteAsync(context.Request.Path == "/graphql/query/" ? medias : profile));

        var first = await server.FetchAsync("instagram-web");
        Assert.Empty(first.Posts);
        Assert.StartsWith("query:1518284433:", first.NextCursor);

        var second = await server.FetchAsync("instagram-web", first.NextCursor);
        Assert.Equal(12, second.Posts.Count);
        Assert.Equal(5, second.Posts[4].Pictures.Count);
        Assert.NotEqual(first.NextCursor, second.NextCursor);
    }

    [SkippableFact]
    public async Task A_recorded_mobile_page_is_read()
    {
        await using var server = await LoopbackServer.StartAsync(
            200, await File.ReadAllTextAsync(TestData.Require("instagram-web", "media.json")));
        var page = await server.FetchAsync("instagram-web", "feed:305701719:");
        Assert.Equal(3, Assert.Single(page.Posts).Pictures.Count);
    }

    [Theory]
    [InlineData(
        401, """{"message":"Please wait a few minutes before you try again.","require_login":true,"status":"fail"}""", FailureKind.Blocked)]
    [InlineData(429, """{"require_login":true,"status":"fail"}""", FailureKind.Blocked)]
    [InlineData(429, "", FailureKind.Blocked)]
    [InlineData(400, """{"message":"checkpoint_required","status":"fail"}""", FailureKind.Blocked)]
    [InlineData(400, """{"message":"challenge_required","status":"fail"}""", FailureKind.Blocked)]
    [InlineData(400, """{"message":"feedback_required","status":"fail"}""", FailureKind.Blocked)]
    [InlineData(403, "", FailureKind.Blocked)]
    [InlineData(400, """{"message":"Please wait a few minutes before you try again.","status":"fail"}""", FailureKind.Blocked)]
    [InlineData(400, """{"message":"consent_required","status":"fail"}""", FailureKind.Blocked)]
    [InlineData(400, """{"message":"rate_limit_error","status":"fail"}""", FailureKind.Blocked)]
    [InlineData(400, """{"message":"useragent mismatch","status":"fail"}""", FailureKind.Blocked)]
    [InlineData(200, """{"message":null,"status":"fail"}""", FailureKind.Blocked)]
    [InlineData(404, "", FailureKind.Unavailable)]
    [InlineData(400, "", FailureKind.Malformed)]
    [InlineData(200, "\n<!DOCTYPE html><html>", FailureKind.Blocked)]
    [InlineData(500, "<html>", FailureKind.Transient)]
    [InlineData(200, "{error}", FailureKind.Malformed)]
    [InlineData(200, """{"data":{"user":null},"status":"ok"}""", FailureKind.Unavailable)]
    [InlineData(200, """{"data":{"user":{"id":"1","is_private":true}},"status":"ok"}""", FailureKind.Unavailable)]
    public async Task Each_wall_has_one_failure(int status, string body, FailureKind expected)
    {
        await using var server = await LoopbackServer.StartAsync(status, body);
        Assert.Equal(expected, (await server.FetchAsync("instagram-web")).Failure!.Kind);
    }

    [Theory]
    [InlineData(
        """{"items":[null,{"pk":1,"taken_at":9,"image_versions2":{"candidates":[null,{"url":"https://x/1.jpg"}]}}],"status":"ok"}"""
    )]
    [InlineData(
        """{"items":[{"pk":"1","taken_at":9,"carousel_media":[null,{"pk":2,"image_versions2":{"candidates":[{"url":"https://x/1.jpg"}]}}]}],"status":"ok"}"""
    )]
    [InlineData(
        """{"data":{"user":{"id":"5","edge_owner_to_timeline_media":{"edges":[null,{"node":null},{"node":{"id":"1","taken_at_timestamp":9,"display_url":"https://x/1.jpg","edge_media_to_caption":{"edges":[null]}}}]}}},"status":"ok"}"""
    )]
    [InlineData(
        """{"data":{"user":{"id":"5","edge_owner_to_timeline_media":{"edges":[{"node":{"id":"1","taken_at_timestamp":9,"edge_sidecar_to_children":{"edges":[null,{"node":{"display_url":"https://x/1.jpg"}}]}}}]}}},"status":"ok"}"""
    )]
    public async Task What_is_null_in_a_list_is_passed_over(string body)
    {
        await using var server = await LoopbackServer.StartAsync(200, body);

        var page = await server.FetchAsync("instagram-web");

        Assert.Null(page.Failure);
        Assert.Equal("https://x/1.jpg", Assert.Single(Assert.Single(page.Posts).Pictures).Address);
    }

    [Theory]
    [InlineData(
        """{"items":[{"pk":1,"taken_at":9,"media_type":2,"image_versions2":{"candidates":[{"url":"https://x/1.jpg"}]},"video_versions":[{"width":360,"url":"https://x/s.mp4"},{"width":720,"url":"https://x/1.mp4"},null]}],"status":"ok"}""",
        "https://x/1.mp4 0")]
    [InlineData(
        """{"items":[{"pk":1,"taken_at":9,"media_type":8,"carousel_media":[{"media_type":1,"image_versions2":{"candidates":[{"url":"https://x/1.jpg"}]}},{"media_type":2,"image_versions2":{"candidates":[{"url":"https://x/2.jpg"}]},"video_versions":[{"url":"https://x/2.mp4"}]}]}],"status":"ok"}""",
        "https://x/2.mp4 1")]
    [InlineData(
        """{"data":{"user":{"id":"5","edge_owner_to_timeline_media":{"edges":[{"node":{"id":"1","taken_at_timestamp":9,"is_video":true,"video_url":"https://x/1.mp4","display_url":"https://x/1.jpg"}}]}}},"status":"ok"}""",
        "https://x/1.mp4 0")]
    [InlineData(
        """{"data":{"user":{"id":"5","edge_owner_to_timeline_media":{"edges":[{"node":{"id":"1","taken_at_timestamp":9,"edge_sidecar_to_children":{"edges":[{"node":{"is_video":true,"video_url":"https://x/1.mp4"}},{"node":{"is_video":true,"display_url":"https://x/2.jpg"}}]}}}]}}},"status":"ok"}""",
        "https://x/1.mp4 -, - 0")]
    [InlineData(
        """{"items":[{"pk":1,"taken_at":9,"media_type":1,"image_versions2":{"candidates":[{"url":"https://x/1.jpg"}]}}],"status":"ok"}""",
        "")]
    public async Task A_video_has_the_address_of_its_file_and_its_cover(string body, string expected)
    {
        await using var server = await LoopbackServer.StartAsync(200, body);

        var post = Assert.Single((await server.FetchAsync("instagram-web")).Posts);

        Assert.Equal(
            expected,
            string.Join(", ", (post.Videos ?? []).Select(video => $"{video.Address ?? "-"} {video.Cover?.ToString() ?? "-"}")));
    }

    [Theory]
    [InlineData("/accounts/login/?next=/x")]
    [InlineData("/challenge/1/")]
    [InlineData("https://www.instagram.com/")]
    [InlineData("https://www.instagram.com/accounts/suspended/?next=/x/")]
    [InlineData("https://www.instagram.com/consent/?flow=ad_free")]
    public async Task A_redirect_to_a_page_is_a_wall_and_not_followed(string target)
    {
        await using var server = await LoopbackServer.StartAsync(302, "", ("Location", target));
        Assert.Equal(FailureKind.Blocked, (await server.FetchAsync("instagram-web")).Failure!.Kind);
    }

    [Fact]
    public async Task A_redirect_to_the_same_path_elsewhere_is_a_matter_of_the_address()
    {
        await using var server = await LoopbackServer.StartAsync(
            301, "", ("Location", "https://elsewhere.example/api/v1/users/web_profile_info/?username=shop"));

        var failure = (await server.FetchAsync("instagram-web")).Failure!;

        Assert.Equal(FailureKind.Malformed, failure.Kind);
        Assert.Contains("Sources:InstagramWeb:BaseAddress", failure.Message);
    }

    [Fact]
    public async Task The_newer_shape_is_read_and_leads_on()
    {
        await using var server = await LoopbackServer.StartAsync(
            200,
            """
            {"data":{"xdt_api__v1__feed__user_timeline_graphql_connection":{
              "edges":[{"node":{"pk":"9_77","code":"c","taken_at":1772449200,"like_count":4,"caption":{"text":"soup"},
                "image_versions2":{"candidates":[{"url":"https://x/1.jpg","width":640}]},"user":{"pk":"77"}}}],
              "page_info":{"has_next_page":true,"end_cursor":"9_77"}}},"status":"ok"}
            """);

        var page = await server.FetchAsync("instagram-web");

        Assert.Null(page.Failure);
        var post = Assert.Single(page.Posts);
        Assert.Equal(("9_77", "soup", 4, "https://x/1.jpg"), (post.Id, post.Caption, post.Likes, post.Pictures[0].Address));
        Assert.Equal("feed:77:9_77", page.NextCursor);
    }

    [Theory]
    [InlineData("edge_media_preview_like")]
    [InlineData("edge_liked_by")]
    public async Task Likes_are_read_from_either_place(string place)
    {
        await using var server = await LoopbackServer.StartAsync(
            200, Timeline("{\"node\":{\"id\":\"1\",\"taken_at_timestamp\":9,\"" + place + "\":{\"count\":7}}}"));
        Assert.Equal(7, Assert.Single((await server.FetchAsync("instagram-web")).Posts).Likes);
    }

    [Theory]
    [InlineData("""{"node":{"id":"2"}}""", "has no time")]
    [InlineData("""{"node":{"taken_at_timestamp":9}}""", "has no id")]
    [InlineData("""{"node":{"id":"2","taken_at_timestamp":1e18}}""", "has no time")]
    [InlineData("""{"node":{"id":"2","taken_at_timestamp":90000000000}}""", "time makes no sense")]
    [InlineData("5", "another shape")]
    public async Task An_odd_node_costs_no_other_and_is_told(string odd, string expected)
    {
        await using var server = await LoopbackServer.StartAsync(200, Timeline("{\"node\":{\"id\":1,\"taken_at_timestamp\":9.5}}," + odd));

        var page = await server.FetchAsync("instagram-web");

        Assert.Equal("1", Assert.Single(page.Posts).Id);
        Assert.StartsWith("1 of 2 items", page.Notice);
        Assert.Contains(expected, page.Notice);
    }

    [Fact]
    public async Task An_item_of_the_feed_that_is_no_post_costs_no_other_and_is_told()
    {
        await using var server = await LoopbackServer.StartAsync(
            200,
            """{"items":[{"pk":3,"taken_at":9.0,"caption":[{"text":"soup"}]},{"id":"promo_1","ad_id":"5","injected":{"label":"x"}},{"pk":"1","taken_at":8}],"status":"ok"}"""
        );

        var page = await server.FetchAsync("instagram-web");

        Assert.Equal(["3", "1"], page.Posts.Select(post => post.Id));
        Assert.Equal("soup", page.Posts[0].Caption);
        Assert.Contains("1 of 3 items", page.Notice);
    }

    [Theory]
    [InlineData(null, """{"data":{"user":{"id":"77","edge_owner_to_timeline_media":null}},"status":"ok"}""", FailureKind.Unavailable)]
    [InlineData(null, """{"data":{"user":{"id":"77","edge_owner_to_timeline_media":{"count":0,"edges":[]}}},"status":"ok"}""", null)]
    [InlineData(null, """{"data":{"user":{"id":"77","edge_owner_to_timeline_media":{"count":120,"edges":[]}}},"status":"ok"}""", null)]
    [InlineData("feed:77:", """{"items":[],"more_available":false,"status":"ok"}""", FailureKind.Unavailable)]
    [InlineData("feed:77:9_77", """{"items":[],"more_available":false,"status":"ok"}""", null)]
    public async Task Posts_that_are_counted_and_not_shown_are_told(string? cursor, string body, FailureKind? expected)
    {
        await using var server = await LoopbackServer.StartAsync(200, body);

        var page = await server.FetchAsync("instagram-web", cursor);

        Assert.Equal(expected, page.Failure?.Kind);
    }

    private static string Timeline(string edges) =>
        "{\"data\":{\"user\":{\"id\":\"77\",\"edge_owner_to_timeline_media\":{\"edges\":[" + edges + "]}}},\"status\":\"ok\"}";

    [Fact]
    public async Task It_is_off_until_it_is_turned_on()
    {
        await using var server = await LoopbackServer.StartAsync(_ => Task.CompletedTask, ("Sources:InstagramWeb:Enabled", "false"));
        var failure = (await server.FetchAsync("instagram-web")).Failure!;
        Assert.Equal(FailureKind.Unauthorised, failure.Kind);
        Assert.Contains("Sources:InstagramWeb:Enabled", failure.Message);
    }
}
