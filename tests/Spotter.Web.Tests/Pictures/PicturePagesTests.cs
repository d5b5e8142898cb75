using System.Net;
using System.Net.Http.Headers;
using Spotter.Contracts.Pictures;
using Spotter.Pictures;

namespace Spotter.Web.Tests.Pictures;

public sealed class PicturePagesTests : IAsyncLifetime
{
    private SiteWorld _site = null!;

    public async Task InitializeAsync() => _site = await SiteWorld.StartAsync();

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Theory]
    [InlineData("/pictures/{0}/480", "image/jpeg")]
    [InlineData("/pictures/{0}/1600", "image/jpeg")]
    [InlineData("/api/pictures/{0}", "image/webp")]
    public async Task A_picture_is_sent_once_and_then_known_by_its_tag(string address, string type)
    {
        var id = await _site.Get<IPictureStore>().SaveAsync(SamplePictures.OrangeWebp, "image/webp", CancellationToken.None);
        address = string.Format(address, id);

        using var first = await _site.Client.GetAsync(address);
        using var again = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var second = await _site.Client.SendAsync(again);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(type, first.Content.Headers.ContentType!.MediaType);
        Assert.NotEmpty(await first.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal("private, max-age=31536000, immutable", second.Headers.NonValidated["Cache-Control"].ToString());
    }

    [Fact]
    public async Task What_a_stranger_sent_is_taken_for_nothing_but_a_picture()
    {
        var id = await _site.Get<IPictureStore>().SaveAsync("<script>alert(1)</script>"u8.ToArray(), "image/jpeg", CancellationToken.None);

        using var whole = await _site.Client.GetAsync($"/api/pictures/{id}");
        using var drawn = await _site.Client.GetAsync($"/pictures/{id}/480");

        Assert.Equal("default-src 'none'; sandbox", whole.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", whole.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("image/jpeg", whole.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.NotFound, drawn.StatusCode);
        Assert.DoesNotContain("script", await drawn.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_picture_that_is_gone_is_shown_as_such_and_asked_for_again()
    {
        await _site.StoreAsync(1);
        using var gone = await _site.Client.GetAsync($"/pictures/{new string('0', 64)}/480");
        using var whole = await _site.Client.GetAsync($"/api/pictures/{new string('0', 64)}");

        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Contains("picture is gone", await gone.Content.ReadAsStringAsync());
        Assert.True(gone.Headers.CacheControl!.NoStore);
        Assert.Equal("application/problem+json", whole.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("/pictures/abc/480")]
    [InlineData("/api/pictures/abc")]
    [InlineData("/pictures/0000000000000000000000000000000000000000000000000000000000000000/99999")]
    public async Task What_is_no_picture_is_refused(string address)
    {
        using var answer = await _site.Client.GetAsync(address);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/assets/site.css", "text/css")]
    [InlineData("/assets/feed.js", "text/javascript")]
    [InlineData("/assets/icon.svg", "image/svg+xml")]
    public async Task Styles_and_scripts_come_out_of_the_assembly(string address, string type)
    {
        using var first = await _site.Client.GetAsync(address);
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(first.Headers.ETag!.ToString()));
        using var second = await _site.Client.SendAsync(again);

        Assert.Equal(type, first.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }
}
