using System.Net;
using System.Net.Http.Headers;
using Spotter.Accounts;
using Spotter.Contracts.Pictures;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Sources;

namespace Spotter.Web.Tests.Pictures;

/// <summary>Files of videos, and where the pages show them.</summary>
public sealed class VideoPagesTests : IAsyncLifetime
{
    private static readonly byte[] Video = SampleVideos.Mp4(300_000);

    private SiteWorld _site = null!;

    public async Task InitializeAsync() => _site = await SiteWorld.StartAsync();

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task A_video_is_sent_whole_in_parts_and_once()
    {
        var address = $"/videos/{(await _site.StoreAsync(Video)).Id}";

        using var whole = await _site.Client.GetAsync(address);
        using var part = await AskAsync(address, request => request.Headers.Range = new RangeHeaderValue(1_000, 1_999));
        using var end = await AskAsync(address, request => request.Headers.Range = new RangeHeaderValue(null, 500));
        using var beyond = await AskAsync(address, request => request.Headers.Range = new RangeHeaderValue(Video.Length, null));
        using var known = await AskAsync(address, request => request.Headers.IfNoneMatch.Add(whole.Headers.ETag!));
        using var other = await AskAsync(address, request =>
        {
            request.Headers.Range = new RangeHeaderValue(0, 9);
            request.Headers.IfRange = new RangeConditionHeaderValue("\"another\"");
        });

        Assert.Equal((HttpStatusCode.OK, "video/mp4"), (whole.StatusCode, whole.Content.Headers.ContentType!.MediaType));
        Assert.Equal(PictureId.Of(Video), PictureId.Of(await whole.Content.ReadAsByteArrayAsync()));
        Assert.Equal("bytes", whole.Headers.AcceptRanges.Single());
        Assert.Equal((HttpStatusCode.PartialContent, Video.Length), (part.StatusCode, part.Content.Headers.ContentRange!.Length));
        Assert.Equal(Video[1_000..2_000], await part.Content.ReadAsByteArrayAsync());
        Assert.Equal(Video[^500..], await end.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.Equal((HttpStatusCode.OK, Video.Length), (other.StatusCode, (await other.Content.ReadAsByteArrayAsync()).Length));
    }

    [Fact]
    public async Task What_a_stranger_sent_is_taken_for_nothing_but_a_video_and_comes_from_here_alone()
    {
        var kept = await _site.StoreAsync(SampleVideos.WebM());

        using var video = await _site.Client.GetAsync($"/videos/{kept.Id}");
        using var page = await _site.Client.GetAsync("/");

        Assert.Equal("video/webm", video.Content.Headers.ContentType!.MediaType);
        Assert.Equal("default-src 'none'; media-src 'self'; sandbox", video.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", video.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("media-src 'self';", page.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task What_is_not_here_is_told_and_asked_for_again()
    {
        using var gone = await _site.Client.GetAsync($"/videos/{new string('0', 64)}");
        using var odd = await _site.Client.GetAsync("/videos/..%2Fstate.db");

        Assert.Equal((HttpStatusCode.NotFound, null), (gone.StatusCode, gone.Headers.ETag));
        Assert.False(gone.Headers.CacheControl?.MaxAge > TimeSpan.Zero);
        Assert.Equal(HttpStatusCode.BadRequest, odd.StatusCode);
    }

    [Fact]
    public async Task Nobody_sees_a_video_without_the_key()
    {
        await using var closed = await SiteWorld.StartAsync([new("Web:AccessKey", SiteWorld.Key)]);
        var kept = await closed.StoreAsync(Video);

        using var answer = await closed.Client.GetAsync($"/videos/{kept.Id}");

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("video", answer.Content.Headers.ContentType?.MediaType ?? "");
    }

    [Fact]
    public async Task The_page_of_a_post_plays_what_is_kept_and_says_why_the_rest_is_not_there()
    {
        var account = AccountId.Parse("instagram-web:dave");
        var (kept, cover, other) = (await _site.StoreAsync(Video), await _site.StoreAsync(1), await _site.StoreAsync(2));
        var record = _site.RecordOf("1", 5, cover, other);
        record = record with
        {
            Post = record.Post with { Videos = [new PostVideo("https://x/1", 0), new("https://x/2", 1), new("https://x/3", 1), new(null)] },
            Videos =
            [
                kept,
                new VideoRecord { IsLost = true, Failure = "It is <too> large." },
                new VideoRecord { Failure = "The server is away." },
                new VideoRecord { Id = PictureId.Of("elsewhere"u8) },
            ],
        };
        var key = await _site.AddAsync(account, record);

        var page = await _site.ReadAsync($"/post?account={account}&key={Uri.EscapeDataString(key)}");

        Assert.Equal(2, page.Split("<video ").Length);
        Assert.DoesNotContain($"<img src=\"/pictures/{cover.Id}", page);
        Assert.Contains($"<img src=\"/pictures/{other.Id}", page);
        Assert.Contains($"<video controls preload=\"none\" src=\"/videos/{kept.Id}\" poster=\"/pictures/{cover.Id}/1600\"", page);
        Assert.Contains("The video was given up: It is &lt;too&gt; large.", page);
        Assert.Contains("The video is not here yet: The server is away.", page);
        Assert.Contains("2 of 4 files of videos stored", page);
        Assert.True(page.IndexOf("<video ", StringComparison.Ordinal) < page.IndexOf("Picture 2 of 2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_feed_marks_posts_whose_video_is_kept()
    {
        var account = AccountId.Parse("instagram-web:dave");
        var kept = _site.RecordOf("1", 5, await _site.StoreAsync(1));
        await _site.AddAsync(account, kept with { Videos = [await _site.StoreAsync(Video)] });
        await _site.AddAsync(account, "2", 6, await _site.StoreAsync(2));

        var page = await _site.ReadAsync("/");

        Assert.Equal(2, page.Split("class=\"film\"").Length);
    }

    private async Task<HttpResponseMessage> AskAsync(string address, Action<HttpRequestMessage> change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        change(request);
        return await _site.Client.SendAsync(request);
    }
}
