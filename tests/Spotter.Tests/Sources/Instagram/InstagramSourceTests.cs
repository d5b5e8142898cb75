using System.Text;
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
            context.Response.WriteAsync(
                context.Request.Query["fields"].ToString().Contains(".after(after)", StringComparison.Ordinal) ? second : first));

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
    [InlineData(
        """{"media_type":"CAROUSEL_ALBUM","children":{"data":[{"media_type":"IMAGE","media_url":null},{"media_type":"IMAGE"}]}}""", "")]
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
        await using var server = await LoopbackServer.StartAsync(
            200, "{\"business_discovery\":{\"media\":{\"data\":[null," + post + "]}}}");

        var page = await server.FetchAsync("instagram");

        Assert.Null(page.Failure);
        Assert.Equal(expected, string.Join(' ', Assert.Single(page.Posts).Pictures.Select(picture => picture.Address)));
    }

    [Theory]
    [InlineData("""{"media_type":"CAROUSEL_ALBUM","children":{"data":[{"media_type":"VIDEO","media_url":"https://x/1.mp4"},{"media_type":"IMAGE","media_url":"https://x/2.jpg"},{"media_type":"VIDEO"}]}}""", "https://x/1.mp4 -")]
    [InlineData("""{"media_type":"CAROUSEL_ALBUM","media_url":"https://x/1.mp4"}""", "https://x/1.mp4")]
    [InlineData("""{"media_type":"VIDEO","media_url":"https://x/1.mp4"}""", "https://x/1.mp4")]
    [InlineData("""{"media_type":"VIDEO"}""", "-")]
    [InlineData("""{"media_type":"IMAGE","media_url":"https://x/1.jpg"}""", "")]
    public async Task A_post_has_its_videos_also_where_their_addresses_are_withheld(string media, string expected)
    {
        var post = "{\"id\":\"1\",\"timestamp\":\"2026-03-02T11:00:00+0000\"," + media[1..];
        await using var server = await LoopbackServer.StartAsync(
            200, "{\"business_discovery\":{\"media\":{\"data\":[" + post + "]}}}");

        var videos = Assert.Single((await server.FetchAsync("instagram")).Posts).Videos ?? [];

        Assert.Equal(expected, string.Join(' ', videos.Select(video => video.Address ?? "-")));
        Assert.All(videos, video => Assert.Null(video.Cover));
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
            200,
            "{\"business_discovery\":{\"media\":{\"data\":[{\"id\":\"1\",\"caption\":\""
                + caption
                + "\",\"timestamp\":\"2026-03-02T11:00:00+0000\"},"
                + "{\"id\":\"2\",\"caption\":\"whole\",\"timestamp\":\"2026-03-02T10:00:00+0000\"}]}}}"
        );

        var page = await server.FetchAsync("instagram");

        Assert.Null(page.Failure);
        Assert.Equal([expected, "whole"], page.Posts.Select(post => post.Caption));
    }

    [Theory]
    [InlineData(
        "instagram",
        "{'business_discovery':{'media':{'data':[{'id':'1','caption':'so\u00b7up','timestamp':'2026-03-02T11:00:00+0000'}]}}}")]
    [InlineData(
        "instagram-web", "{'items':[{'pk':'1\u00b7','taken_at':1772449200,'caption':{'text':'so\u00b7up'},'media_type':1}],'status':'ok'}")]
    public async Task A_byte_that_is_no_character_is_replaced_and_the_page_is_read(string source, string body)
    {
        var bytes = Encoding.Latin1.GetBytes(body.Replace('\'', '"'));
        await using var server = await LoopbackServer.StartAsync(context => context.Response.Body.WriteAsync(bytes).AsTask());

        var page = await server.FetchAsync(source, source == "instagram" ? null : "feed:1:");

        Assert.Null(page.Failure);
        Assert.Equal("so\ufffdup", Assert.Single(page.Posts).Caption);
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
        var body =
            "{\"error\":{\"message\":\"Malformed access token SECRET\",\"code\":"
            + code
            + ",\"error_subcode\":"
            + (subcode?.ToString() ?? "null")
            + "}}";
        await using var server = await LoopbackServer.StartAsync(400, body, ("Retry-After", "7"));

        var failure = (await server.FetchAsync("instagram")).Failure!;

        Assert.Equal(expected, failure.Kind);
        Assert.DoesNotContain("SECRET", failure.Message);
        Assert.Equal(expected is FailureKind.Throttled or FailureKind.Blocked ? TimeSpan.FromSeconds(7) : null, failure.RetryAfter);
    }

    [Theory]
    [InlineData("instagram")]
    [InlineData("instagram-web")]
    public async Task A_wait_that_makes_no_sense_is_ignored_and_told(string source)
    {
        await using var server = await LoopbackServer.StartAsync(429, "", ("Retry-After", "Thu, 99 Jan 2026 25:00:00 GMT"));

        var page = await server.FetchAsync(source);

        Assert.Null(page.Failure!.RetryAfter);
        Assert.StartsWith("How long it asks to wait makes no sense", page.Notice, StringComparison.Ordinal);
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

    [Theory]
    [InlineData("""{"id":"2"}""", "has no time")]
    [InlineData("""{"id":null,"timestamp":"2026-03-02T11:00:00+0000"}""", "has no id")]
    [InlineData("""{"id":"2","timestamp":"0001-01-01T00:00:00+0000"}""", "time makes no sense")]
    [InlineData("""{"id":"2","timestamp":"0001-01-01T00:00:00+1400"}""", "has no time")]
    [InlineData("""{"id":"2","timestamp":"9999-12-31T23:59:59-1400"}""", "has no time")]
    [InlineData("""{"id":"2","timestamp":"9999-12-31T23:59:59+0000"}""", "time makes no sense")]
    [InlineData("""{"id":"2","timestamp":"2026-03-02T11:00:00+0000","children":5}""", "another shape")]
    [InlineData("5", "another shape")]
    [InlineData("\"advertisement\"", "another shape")]
    public async Task An_odd_item_costs_no_other_and_is_told(string odd, string expected)
    {
        await using var server = await LoopbackServer.StartAsync(
            200,
            "{\"business_discovery\":{\"media\":{\"data\":[{\"id\":\"1\",\"timestamp\":\"2026-03-02T12:00:00+0000\"}," + odd
            + ",{\"id\":\"3\",\"timestamp\":\"2026-03-02T10:00:00+0000\"}]}}}");

        var page = await server.FetchAsync("instagram");

        Assert.Equal(["1", "3"], page.Posts.Select(post => post.Id));
        Assert.StartsWith("1 of 3 items", page.Notice);
        Assert.Contains(expected, page.Notice);
    }

    [Fact]
    public async Task Numbers_and_texts_are_read_as_they_are_meant()
    {
        await using var server = await LoopbackServer.StartAsync(
            200,
            """{"business_discovery":{"media":{"data":[{"id":17885,"caption":["soup","of the day"],"like_count":"12","comments_count":3.0,"timestamp":1772449200.5}]}}}"""
        );

        var page = await server.FetchAsync("instagram");

        var post = Assert.Single(page.Posts);
        Assert.Equal(("17885", "soup\nof the day", 12, 3), (post.Id, post.Caption, post.Likes, post.Comments));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 11, 0, 0, TimeSpan.Zero), post.PostedAt);
        Assert.Null(page.Notice);
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("1e999999999")]
    [InlineData("\"NaN\"")]
    [InlineData("{}")]
    [InlineData("2.5")]
    public async Task A_number_that_makes_no_sense_is_ignored_and_told(string likes)
    {
        await using var server = await LoopbackServer.StartAsync(
            200,
            "{\"business_discovery\":{\"media\":{\"data\":[{\"id\":\"1\",\"timestamp\":\"2026-03-02T12:00:00+0000\",\"like_count\":"
                + likes
                + ",\"comments_count\":2}]}}}"
        );

        var page = await server.FetchAsync("instagram");

        Assert.Equal((null, 2), (Assert.Single(page.Posts).Likes, page.Posts[0].Comments));
        Assert.Equal("1 number of likes or comments makes no sense and was ignored.", page.Notice);
    }

    [Theory]
    [InlineData("""{"call_count":"NaN"}""", "{}")]
    [InlineData("""{"call_count":1e308,"total_time":-1e308}""", """{"1":[{"estimated_time_to_regain_access":1e308}]}""")]
    public async Task Usage_that_makes_no_sense_slows_nothing_down_and_is_told(string app, string useCase)
    {
        await using var server = await LoopbackServer.StartAsync(
            200, """{"business_discovery":{}}""", ("X-App-Usage", app), ("X-Business-Use-Case-Usage", useCase));

        var page = await server.FetchAsync("instagram");

        Assert.Equal((null, null), (page.Failure, page.SlowDown));
        Assert.Contains("usage makes no sense", page.Notice);
    }

    [Theory]
    [InlineData("""{"media_count":120}""", FailureKind.Unavailable)]
    [InlineData("""{"media_count":120,"media":{"data":[]}}""", FailureKind.Unavailable)]
    [InlineData("""{"media_count":0,"media":{"data":[]}}""", null)]
    [InlineData("""{"media_count":120,"media":{"data":[],"paging":{"cursors":{"after":"x"}}}}""", null)]
    public async Task Posts_that_are_counted_and_not_shown_are_told(string discovery, FailureKind? expected)
    {
        await using var server = await LoopbackServer.StartAsync(200, "{\"business_discovery\":" + discovery + "}");
        Assert.Equal(expected, (await server.FetchAsync("instagram")).Failure?.Kind);
    }

    [Fact]
    public async Task An_account_that_is_too_busy_is_asked_for_fewer_posts()
    {
        await using var server = await LoopbackServer.StartAsync(
            500, """{"error":{"code":1,"message":"Please reduce the amount of data you're asking for"}}""");

        var failures = new List<(FailureKind, int?)>();
        foreach (var limit in (int[])[50, 25, 12, 6, 5])
            failures.Add((await server.FetchAsync("instagram", limit: limit)).Failure is { } failure ? (
                failure.Kind, failure.AskForAtMost) : default);

        Assert.Equal(
            [
                (FailureKind.Transient, 25),
                (FailureKind.Transient, 12),
                (FailureKind.Transient, 6),
                (FailureKind.Transient, 5),
                (FailureKind.Transient, null),
            ],
            failures
        );
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
        await using var server = await LoopbackServer.StartAsync(
            context => Task.Delay(Timeout.Infinite, context.RequestAborted), ("Sources:Instagram:Timeout", "00:00:00.1"));
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
        await using var server = await LoopbackServer.StartAsync(
            200, """{"business_discovery":{}}""", ("X-App-Usage", app), ("X-Business-Use-Case-Usage", useCase ?? "{}"));
        var page = await server.FetchAsync("instagram");
        Assert.Null(page.Failure);
        Assert.Equal(minutes, page.SlowDown?.TotalMinutes);
    }
}
