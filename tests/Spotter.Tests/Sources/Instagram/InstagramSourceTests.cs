using Microsoft.AspNetCore.Http;
using Spotter.Calls;
using Spotter.Contracts;

namespace Spotter.Tests.Sources.Instagram;

public sealed class InstagramSourceTests
{
    [SkippableFact]
    public async Task Recorded_pages_are_read_and_the_cursor_leads_on()
    {
        var first = await File.ReadAllTextAsync(TestData.Require("instagram-graph", "medias_p1.json"));
        var second = await File.ReadAllTextAsync(TestData.Require("instagram-graph", "medias_p2.json"));
        await using var server = await LoopbackServer.StartAsync(context =>
            context.Response.WriteAsync(context.Request.Query["fields"].ToString().Contains(".after(after)", StringComparison.Ordinal) ? second : first));

        var page = await server.FetchAsync("instagram");
        Assert.Null(page.Failure);
        Assert.Equal(["17885103395504675", page.Posts[1].Id], page.Posts.Select(post => post.Id));
        Assert.Equal(new DateTimeOffset(2021, 8, 17, 19, 0, 42, TimeSpan.Zero), page.Posts[0].PostedAt);
        Assert.Equal(87, page.Posts[0].Likes);
        Assert.Single(page.Posts[0].Pictures);
        Assert.Equal("after", page.NextCursor);

        var last = await server.FetchAsync("instagram", page.NextCursor);
        Assert.Equal([1, 0], last.Posts.Select(post => post.Pictures.Count));
        Assert.Null(last.NextCursor);
    }

    [Theory]
    [InlineData("""{"media_type":"CAROUSEL_ALBUM","children":{"data":[{"media_type":"IMAGE"},{"media_type":"IMAGE","media_url":"https://x/2.jpg"},{"media_type":"VIDEO","media_url":"https://x/3.mp4"}]}}""", "https://x/2.jpg")]
    [InlineData("""{"media_type":"CAROUSEL_ALBUM","children":{"data":[{"media_type":"IMAGE","media_url":null},{"media_type":"IMAGE"}]}}""", "")]
    [InlineData("""{"media_type":"CAROUSEL_ALBUM","children":{"data":[null,{"media_type":"IMAGE","media_url":"https://x/2.jpg"}]}}""", "https://x/2.jpg")]
    [InlineData("""{"media_type":"CAROUSEL_ALBUM","media_url":"https://x/1.jpg"}""", "https://x/1.jpg")]
    [InlineData("""{"media_type":"CAROUSEL_ALBUM","media_url":"https://x/1.mp4"}""", "")]
    [InlineData("""{"media_type":"CAROUSEL_ALBUM","children":null}""", "")]
    [InlineData("""{"media_type":"IMAGE"}""", "")]
    [InlineData("""{"media_type":"IMAGE","media_url":"not an address"}""", "")]
    [InlineData("""{"media_type":"VIDEO","media_url":"https://x/1.mp4"}""", "")]
    public async Task A_post_has_the_pictures_whose_addresses_are_told(string media, string expected)
    {
        var post = "{\"id\":\"1\",\"timestamp\":\"2026-03-02T11:00:00+0000\"," + media[1..];
        await using var server = await LoopbackServer.StartAsync(200, "{\"business_discovery\":{\"media\":{\"data\":[null," + post + "]}}}");

        var page = await server.FetchAsync("instagram");

        Assert.Null(page.Failure);
        Assert.Equal(expected, string.Join(' ', Assert.Single(page.Posts).Pictures.Select(picture => picture.Address)));
    }

    [Theory]
    [InlineData("""{"business_discovery":null}""")]
    [InlineData("""{"business_discovery":{"media":{"data":[{}]}}}""")]
    [InlineData("""{"business_discovery":{"media":{"data":[{"id":"1"}]}}}""")]
    [InlineData("""{"business_discovery":{"media":{"data":{}}}}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task An_answer_of_an_odd_shape_is_malformed(string body)
    {
        await using var server = await LoopbackServer.StartAsync(200, body);
        Assert.Equal(FailureKind.Malformed, (await server.FetchAsync("instagram")).Failure?.Kind);
    }

    [Theory]
    [InlineData("""soup \ud83c""", "soup \ufffd")]
    [InlineData("""soup \ud83c\n\"today\" \uDF72""", "soup \ufffd\n\"today\" \ufffd")]
    [InlineData("""\ud83c\ud83c\udf72""", "\ufffd\ud83c\udf72")]
    [InlineData("""\\ud83c\ud83c""", "\\ud83c\ufffd")]
    public async Task Half_a_character_in_a_caption_is_replaced_and_the_page_is_read(string caption, string expected)
    {
        await using var server = await LoopbackServer.StartAsync(
            200, "{\"business_discovery\":{\"media\":{\"data\":[{\"id\":\"1\",\"caption\":\"" + caption + "\",\"timestamp\":\"2026-03-02T11:00:00+0000\"},{\"id\":\"2\",\"caption\":\"whole\",\"timestamp\":\"2026-03-02T10:00:00+0000\"}]}}}");

        var page = await server.FetchAsync("instagram");

        Assert.Null(page.Failure);
        Assert.Equal([expected, "whole"], page.Posts.Select(post => post.Caption));
    }

    [Theory]
    [InlineData(1, null, FailureKind.Transient)]
    [InlineData(2, null, FailureKind.Transient)]
    [InlineData(4, null, FailureKind.Throttled)]
    [InlineData(17, null, FailureKind.Throttled)]
    [InlineData(32, null, FailureKind.Throttled)]
    [InlineData(613, null, FailureKind.Throttled)]
    [InlineData(80002, null, FailureKind.Throttled)]
    [InlineData(341, null, FailureKind.Blocked)]
    [InlineData(368, null, FailureKind.Blocked)]
    [InlineData(10, null, FailureKind.Unauthorised)]
    [InlineData(200, null, FailureKind.Unauthorised)]
    [InlineData(299, null, FailureKind.Unauthorised)]
    [InlineData(102, null, FailureKind.Unauthorised)]
    [InlineData(190, null, FailureKind.Unauthorised)]
    [InlineData(100, null, FailureKind.Malformed)]
    [InlineData(100, 2207013, FailureKind.Unavailable)]
    [InlineData(110, 2207013, FailureKind.Unavailable)]
    [InlineData(9009, null, FailureKind.Unavailable)]
    public async Task Each_error_has_one_failure_and_never_shows_the_token(int code, int? subcode, FailureKind expected)
    {
        var body = "{\"error\":{\"message\":\"Malformed access token SECRET\",\"code\":" + code + ",\"error_subcode\":" + (subcode?.ToString() ?? "null") + "}}";
        await using var server = await LoopbackServer.StartAsync(400, body, ("Retry-After", "7"));

        var failure = (await server.FetchAsync("instagram")).Failure!;

        Assert.Equal(expected, failure.Kind);
        Assert.DoesNotContain("SECRET", failure.Message);
        Assert.Equal(expected is FailureKind.Throttled or FailureKind.Blocked ? TimeSpan.FromSeconds(7) : null, failure.RetryAfter);
    }

    [Theory]
    [InlineData(400, """{"error":{"code":7777,"is_transient":true}}""", FailureKind.Transient)]
    [InlineData(503, "<html>sorry</html>", FailureKind.Transient)]
    [InlineData(200, "{not json", FailureKind.Malformed)]
    [InlineData(200, "{}", FailureKind.Malformed)]
    [InlineData(429, "", FailureKind.Throttled)]
    public async Task An_answer_without_a_known_error_is_told_by_its_status(int status, string body, FailureKind expected)
    {
        await using var server = await LoopbackServer.StartAsync(status, body);
        Assert.Equal(expected, (await server.FetchAsync("instagram")).Failure!.Kind);
    }

    [Fact]
    public async Task A_cut_connection_is_transient()
    {
        await using var server = await LoopbackServer.StartAsync(context => { context.Abort(); return Task.CompletedTask; });
        Assert.Equal(FailureKind.Transient, (await server.FetchAsync("instagram")).Failure!.Kind);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_transient()
    {
        await using var server = await LoopbackServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted), ("Sources:Instagram:Timeout", "00:00:00.1"));
        Assert.Equal(FailureKind.Transient, (await server.FetchAsync("instagram")).Failure!.Kind);
    }

    [Theory]
    [InlineData("Sources:Instagram:AccessToken")]
    [InlineData("Sources:Instagram:UserId")]
    public async Task A_missing_setting_is_named(string setting)
    {
        await using var server = await LoopbackServer.StartAsync(_ => Task.CompletedTask, (setting, ""));
        var failure = (await server.FetchAsync("instagram")).Failure!;
        Assert.Equal(FailureKind.Unauthorised, failure.Kind);
        Assert.Contains(setting, failure.Message);
    }

    [Theory]
    [InlineData("""{"call_count":79,"total_cputime":1,"total_time":1}""", null, null)]
    [InlineData("""{"call_count":1,"total_cputime":90,"total_time":1}""", null, 30)]
    [InlineData("""{"call_count":100}""", """{"1":[{"type":"instagram","call_count":100,"estimated_time_to_regain_access":75}]}""", 75)]
    [InlineData("nonsense", "[]", null)]
    public async Task Usage_slows_calls_down_before_the_limit(string app, string? useCase, int? minutes)
    {
        await using var server = await LoopbackServer.StartAsync(200, """{"business_discovery":{}}""", ("X-App-Usage", app), ("X-Business-Use-Case-Usage", useCase ?? "{}"));
        var page = await server.FetchAsync("instagram");
        Assert.Null(page.Failure);
        Assert.Equal(minutes, page.SlowDown?.TotalMinutes);
    }
}
