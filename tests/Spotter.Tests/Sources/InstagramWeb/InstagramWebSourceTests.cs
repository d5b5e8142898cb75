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
        await using var server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync(context.Request.Path == "/graphql/query/" ? medias : profile));

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
        await using var server = await LoopbackServer.StartAsync(200, await File.ReadAllTextAsync(TestData.Require("instagram-web", "media.json")));
        var page = await server.FetchAsync("instagram-web", "feed:305701719:");
        Assert.Equal(3, Assert.Single(page.Posts).Pictures.Count);
    }

    [Theory]
    [InlineData(401, """{"message":"Please wait a few minutes before you try again.","require_login":true,"status":"fail"}""", FailureKind.Blocked)]
    [InlineData(429, """{"require_login":true,"status":"fail"}""", FailureKind.Blocked)]
    [InlineData(429, "", FailureKind.Blocked)]
    [InlineData(400, """{"message":"checkpoint_required","status":"fail"}""", FailureKind.Blocked)]
    [InlineData(400, """{"message":"challenge_required","status":"fail"}""", FailureKind.Blocked)]
    [InlineData(400, """{"message":"feedback_required","status":"fail"}""", FailureKind.Blocked)]
    [InlineData(403, "", FailureKind.Blocked)]
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
    [InlineData("""{"items":[null,{"pk":1,"taken_at":9,"image_versions2":{"candidates":[null,{"url":"https://x/1.jpg"}]}}],"status":"ok"}""")]
    [InlineData("""{"items":[{"pk":"1","taken_at":9,"carousel_media":[null,{"pk":2,"image_versions2":{"candidates":[{"url":"https://x/1.jpg"}]}}]}],"status":"ok"}""")]
    [InlineData("""{"data":{"user":{"id":"5","edge_owner_to_timeline_media":{"edges":[null,{"node":null},{"node":{"id":"1","taken_at_timestamp":9,"display_url":"https://x/1.jpg","edge_media_to_caption":{"edges":[null]}}}]}}},"status":"ok"}""")]
    [InlineData("""{"data":{"user":{"id":"5","edge_owner_to_timeline_media":{"edges":[{"node":{"id":"1","taken_at_timestamp":9,"edge_sidecar_to_children":{"edges":[null,{"node":{"display_url":"https://x/1.jpg"}}]}}}]}}},"status":"ok"}""")]
    public async Task What_is_null_in_a_list_is_passed_over(string body)
    {
        await using var server = await LoopbackServer.StartAsync(200, body);

        var page = await server.FetchAsync("instagram-web");

        Assert.Null(page.Failure);
        Assert.Equal("https://x/1.jpg", Assert.Single(Assert.Single(page.Posts).Pictures).Address);
    }

    [Theory]
    [InlineData("/accounts/login/?next=/x")]
    [InlineData("/challenge/1/")]
    public async Task A_redirect_to_a_login_is_a_wall_and_not_followed(string target)
    {
        await using var server = await LoopbackServer.StartAsync(302, "", ("Location", target));
        Assert.Equal(FailureKind.Blocked, (await server.FetchAsync("instagram-web")).Failure!.Kind);
    }

    [Fact]
    public async Task It_is_off_until_it_is_turned_on()
    {
        await using var server = await LoopbackServer.StartAsync(_ => Task.CompletedTask, ("Sources:InstagramWeb:Enabled", "false"));
        var failure = (await server.FetchAsync("instagram-web")).Failure!;
        Assert.Equal(FailureKind.Unauthorised, failure.Kind);
        Assert.Contains("Sources:InstagramWeb:Enabled", failure.Message);
    }
}
