using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Spotter.Calls;
using Spotter.Sources;

namespace Spotter.Tests.Sources.Feed;

public sealed class FeedSourceTests
{
    private const string Noon = "2026-03-02T12:00:00Z";

    [Theory]
    [InlineData("RSS 2.0", """
        <?xml version="1.0"?>
        <rss version="2.0"><channel><title>A shop</title><item>
          <guid isPermaLink="false">1</guid><title>Soup</title><link>/posts/1</link><description>&lt;p&gt;of the &lt;b&gt;day&lt;/b&gt;&lt;/p&gt;</description>
          <category>lunch</category><pubDate>Mon, 02 Mar 2026 07:00:00 EST</pubDate><author>nobody at all</author>
          <enclosure url="/1.jpg" type="image/jpeg" length="unknown"/>
        </item></channel></rss>
        """)]
    [InlineData("RSS 0.91", """
        <!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
        <rss version="0.91"><channel><item><title>Soup</title><link>/posts/1</link><guid>1</guid><category>lunch</category>
          <description>of the day &lt;img src="/1.jpg"&gt;</description><pubDate>2 Mar 26 12:00 GMT</pubDate></item></channel></rss>
        """)]
    [InlineData("RSS 1.0", """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
                 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
          <channel rdf:about="/"><title>A shop</title></channel>
          <item rdf:about="/posts/1"><guid>1</guid><title>Soup</title><link>/posts/1</link><category>lunch</category><dc:date>2026-03-02T12:00:00+00:00</dc:date>
            <content:encoded><![CDATA[of the day <img data-src="/1.jpg" src="data:image/gif;base64,R0lG">]]></content:encoded></item>
        </rdf:RDF>
        """)]
    [InlineData("Atom 1.0", """
        <feed xmlns="http://www.w3.org/2005/Atom"><entry>
          <id>1</id><title type="text">Soup</title><link href="/posts/1"/><category term="lunch"/>
          <published>2026-03-02T13:00:00+01:00</published><updated>2026-03-09T00:00:00Z</updated>
          <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">of the day<img src="/1.jpg"/></div></content>
        </entry></feed>
        """)]
    [InlineData("Atom 0.3", """
        <feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry>
          <id>1</id><title>Soup</title><link rel="alternate" type="text/html" href="/posts/1"/><category term="lunch"/><issued>2026-03-02T12:00:00Z</issued>
          <content type="text/html" mode="escaped">of the day &lt;img src="/1.jpg"&gt;</content>
        </entry></feed>
        """)]
    [InlineData("Media RSS", """
        <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><item>
          <guid isPermaLink="false">1</guid><link>/posts/1</link><title>Soup</title><description>of the day</description><category>lunch</category>
          <pubDate>Mon, 02 Mar 2026 12:00:00 +0000</pubDate>
          <media:group><media:content url="/small.jpg" medium="image" width="100" height="80"/><media:content url="/1.jpg" medium="image" width="800" height="640"/></media:group>
        </item></channel></rss>
        """)]
    [InlineData("JSON Feed", """
        {"version":"https://jsonfeed.org/version/1.1","items":[{"id":1,"url":"/posts/1","title":"Soup","content_html":"<p>of the day</p>","tags":["lunch"],
          "date_published":"2026-03-02T12:00:00.5Z","attachments":[{"url":"/1.jpg","mime_type":"image/jpeg","size_in_bytes":"?"}]}]}
        """)]
    public async Task Each_dialect_says_the_same(string dialect, string feed)
    {
        await using var server = await LoopbackServer.StartAsync(200, feed);

        var page = await FetchAsync(server);

        Assert.True(page.Failure is null, $"{dialect}: {page.Failure?.Message}");
        var post = Assert.Single(page.Posts);
        Assert.Equal("1", post.Id);
        Assert.Equal(DateTimeOffset.Parse(Noon), new DateTimeOffset(post.PostedAt.Ticks / 10_000_000 * 10_000_000, TimeSpan.Zero));
        Assert.Equal("Soup\n\nof the day", post.Caption);
        Assert.Equal("lunch", post.Category);
        Assert.Equal($"{server.Address}/posts/1", post.Link);
        Assert.Equal([$"{server.Address}/1.jpg"], post.Pictures.Select(picture => picture.Address));
        Assert.False(post.IsUndated);
        Assert.Null(page.NextCursor);
        Assert.Null(page.Notice);
    }

    [Theory]
    [InlineData("Tue, 03 Mar 2026 23:30:00 -0500", "2026-03-04T04:30:00Z")]
    [InlineData("Thurs, 5 Mar 2026 10:00:00 PDT", "2026-03-05T17:00:00Z")]
    [InlineData("2026-03-04", "2026-03-04T00:00:00Z")]
    [InlineData("2026-03", "2026-03-01T00:00:00Z")]
    [InlineData("Wed Mar 4 10:00:00 2026", "2026-03-04T10:00:00Z")]
    [InlineData("2026-03-04 10:00:00", "2026-03-04T10:00:00Z")]
    public async Task Times_are_read_as_they_are_written(string written, string expected)
    {
        await using var server = await LoopbackServer.StartAsync(200, Rss($"<guid>1</guid><pubDate>{written}</pubDate>"));

        Assert.Equal(DateTimeOffset.Parse(expected), (await FetchAsync(server)).Posts.Single().PostedAt);
    }

    [Fact]
    public async Task Entries_without_a_time_are_undated_and_keep_their_order()
    {
        await using var server = await LoopbackServer.StartAsync(
            200, Rss("<guid>new</guid><pubDate>when we get round to it</pubDate>", "<guid>middle</guid>", "<guid>old</guid>"));

        var posts = (await FetchAsync(server)).Posts;

        Assert.Equal(["new", "middle", "old"], posts.Select(post => post.Id));
        Assert.All(posts, post => Assert.True(post.IsUndated));
    }

    [Fact]
    public async Task An_odd_entry_costs_no_other_and_is_told()
    {
        await using var server = await LoopbackServer.StartAsync(
            200, Rss("<guid>1</guid>", "<link>http://[</link><comments/>", "<pubDate/>", "<guid>2</guid>"));

        var page = await FetchAsync(server);

        Assert.Equal(["1", "2"], page.Posts.Select(post => post.Id));
        Assert.Contains("2 of 4 items", page.Notice);
    }

    [Theory]
    [InlineData("<guid isPermaLink='perhaps'>1</guid><title>Soup</title>")]
    [InlineData("<guid>1</guid><category>lunch<image><url>/a.jpg</url></image></category><title>Soup</title>")]
    [InlineData("<guid>1</guid><enclosure url='/a.jpg' type='image/jpeg' length='large'/><title>Soup</title>")]
    public async Task An_odd_word_in_an_entry_costs_that_word(string item)
    {
        await using var server = await LoopbackServer.StartAsync(200, Rss(item));

        var post = Assert.Single((await FetchAsync(server)).Posts);

        Assert.Equal(("1", "Soup"), (post.Id, post.Caption));
    }

    [Fact]
    public async Task A_text_of_an_odd_type_is_read_as_it_stands()
    {
        await using var server = await LoopbackServer.StartAsync(
            200, "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id><title type='application/x-soup'>Soup</title></entry></feed>");

        Assert.Equal("Soup", (await FetchAsync(server)).Posts.Single().Caption);
    }

    [Fact]
    public async Task A_feed_that_breaks_off_gives_what_stands_before()
    {
        await using var server = await LoopbackServer.StartAsync(200, Rss("<guid>1</guid>", "<guid>2</guid>")[..^30]);

        var page = await FetchAsync(server);

        Assert.Equal(["1"], page.Posts.Select(post => post.Id));
        Assert.Contains("damaged in line", page.Notice);
    }

    [Fact]
    public async Task Names_of_HTML_and_lone_ampersands_are_forgiven()
    {
        await using var server = await LoopbackServer.StartAsync(
            200, "\n\n" + Rss("<guid>1</guid><title>Fish &amp; chips &ndash; caf&eacute; & bar\u0008</title>"));

        Assert.Equal("Fish & chips – café & bar", (await FetchAsync(server)).Posts.Single().Caption);
    }

    [Theory]
    [InlineData("windows-1251", "<?xml version='1.0' encoding='windows-1251'?>", null)]
    [InlineData("windows-1251", "", "text/xml; charset=windows-1251")]
    [InlineData("utf-16", "<?xml version='1.0' encoding='utf-16'?>", null)]
    [InlineData("utf-8", "", "text/xml; charset=no-such-thing")]
    public async Task Its_letters_are_those_that_it_says(string encoding, string declaration, string? mediaType)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            var letters = Encoding.GetEncoding(encoding);
            context.Response.ContentType = mediaType;
            var feed = letters.GetBytes(declaration + Rss("<guid>1</guid><title>Борщ</title>"));
            return context.Response.Body.WriteAsync((byte[])[.. letters.GetPreamble(), .. feed]).AsTask();
        });

        Assert.Equal("Борщ", (await FetchAsync(server)).Posts.Single().Caption);
    }

    [Fact]
    public async Task A_video_shows_its_cover_and_has_the_address_of_its_file()
    {
        await using var server = await LoopbackServer.StartAsync(200, Rss(
            """
            <guid>1</guid><media:content xmlns:media="http://search.yahoo.com/mrss/" url="/1.mp4" type="video/mp4"><media:thumbnail url="/cover.jpg"/></media:content>
            """));

        var post = (await FetchAsync(server)).Posts.Single();

        Assert.True(post.IsVideo);
        Assert.Equal([$"{server.Address}/cover.jpg"], post.Pictures.Select(picture => picture.Address));
        Assert.Equal([new PostVideo($"{server.Address}/1.mp4", 0)], post.Videos);
    }

    [Fact]
    public async Task Nothing_is_sent_again_that_has_not_changed()
    {
        var asked = new List<string>();
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            asked.Add($"{context.Request.Headers.IfNoneMatch}{context.Request.Headers.IfModifiedSince}");
            context.Response.Headers.ETag = "W/\"7\"";
            context.Response.Headers.LastModified = "Mon, 02 Mar 2026 12:00:00 GMT";
            context.Response.StatusCode = context.Request.Headers.IfNoneMatch == "W/\"7\"" ? 304 : 200;
            return context.Response.StatusCode == 304 ? Task.CompletedTask : context.Response.WriteAsync(Rss("<guid>1</guid>"));
        });

        var first = await FetchAsync(server);
        var second = await server.Source("feed").FetchPageAsync(
            new PageRequest($"{server.Address}/feed", null, 50) { Mark = first.Mark }, CancellationToken.None);

        Assert.Equal(["", "W/\"7\""], asked);
        Assert.False(first.IsUnchanged);
        Assert.True(second.IsUnchanged);
        Assert.Empty(second.Posts);
    }

    [Fact]
    public async Task A_feed_that_has_moved_is_followed()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            if (context.Request.Path == "/new/feed.xml")
                return context.Response.WriteAsync(Rss("<guid>1</guid><enclosure url='a.jpg' type='image/jpeg'/>"));
            context.Response.Redirect("/new/feed.xml", permanent: true);
            return Task.CompletedTask;
        });

        Assert.Equal($"{server.Address}/new/a.jpg", (await FetchAsync(server)).Posts.Single().Pictures.Single().Address);
    }

    [Theory]
    [InlineData(404, "", FailureKind.Unavailable, "has nothing there")]
    [InlineData(401, "", FailureKind.Unavailable, "wants a sign-in")]
    [InlineData(429, "", FailureKind.Transient, "asks to slow down")]
    [InlineData(503, "", FailureKind.Transient, "outage")]
    [InlineData(200, "", FailureKind.Malformed, "no feed")]
    [InlineData(200, "{\"version\":\"3\"}", FailureKind.Malformed, "no JSON Feed")]
    [InlineData(200, "<opml version='2.0'/>", FailureKind.Malformed, "<opml>")]
    [InlineData(
        200,
        "<!doctype html><html><head><link rel='alternate' type='application/rss+xml' href='https://example.com/rss'>",
        FailureKind.Malformed,
        "its feed is feed:https://example.com/rss")]
    [InlineData(302, "", FailureKind.Malformed, "redirects to nowhere")]
    public async Task What_is_no_feed_is_told(int status, string body, FailureKind kind, string told)
    {
        await using var server = await LoopbackServer.StartAsync(status, body);

        var failure = (await FetchAsync(server)).Failure!;

        Assert.Equal(kind, failure.Kind);
        Assert.Contains(told, failure.Message);
    }

    [Fact]
    public async Task A_redirect_in_circles_ends()
    {
        await using var server = await LoopbackServer.StartAsync(302, "", ("Location", "/feed"));

        Assert.Contains("more than 5 times", (await FetchAsync(server)).Failure!.Message);
    }

    [Fact]
    public async Task A_redirect_into_the_private_network_is_not_followed()
    {
        await using var server = await LoopbackServer.StartAsync(302, "", ("Location", "http://10.0.0.1/feed"));

        Assert.Contains("private or local address", (await FetchAsync(server)).Failure!.Message);
    }

    [Fact]
    public async Task A_bomb_goes_off_nowhere()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var zip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            for (var n = 0; n < 20; n++)
                await zip.WriteAsync(new byte[1 << 20]);
        });

        Assert.Contains("larger than 16 MB", (await FetchAsync(server)).Failure!.Message);
    }

    [Fact]
    public async Task Entities_that_a_feed_defines_are_not_read()
    {
        await using var server = await LoopbackServer.StartAsync(
            200, "<!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + Rss("<guid>1</guid><title>&a;</title>"));

        Assert.Equal("&a;", (await FetchAsync(server)).Posts.Single().Caption);
    }

    [Fact]
    public async Task Deep_markup_is_read_and_an_abyss_costs_its_entry()
    {
        string Deep(int times) => $"<description>{string.Concat(Enumerable.Repeat("&lt;div&gt;", times))}Soup</description>";
        await using var server = await LoopbackServer.StartAsync(
            200, Rss($"<guid>1</guid>{Deep(2_000)}", $"<guid>2</guid>{Deep(100_000)}"));

        var page = await FetchAsync(server);

        Assert.Equal("Soup", page.Posts.Single().Caption);
        Assert.Contains("elements", page.Notice);
    }

    [Theory]
    [InlineData("HTTPS://Example.COM:443/Feed.xml#top", "https://example.com/Feed.xml")]
    [InlineData("example.com/feed", "https://example.com/feed")]
    [InlineData("feed://example.com/feed", "https://example.com/feed")]
    [InlineData("http://example.com", "http://example.com/")]
    public async Task Addresses_have_one_spelling(string handle, string usual)
    {
        await using var server = await LoopbackServer.StartAsync(200, "");

        Assert.Null(server.Source("feed").FindHandleError(handle));
        Assert.Equal(usual, server.Source("feed").Normalise(handle));
        Assert.Equal(usual, server.Source("feed").Normalise(usual));
    }

    [Theory]
    [InlineData("feed")]
    [InlineData("ftp://example.com/feed.xml")]
    [InlineData("https://")]
    [InlineData("https://me:secret@example.com/feed.xml")]
    public async Task What_is_no_address_is_no_account(string handle)
    {
        await using var server = await LoopbackServer.StartAsync(200, "");

        Assert.DoesNotContain("secret", server.Source("feed").FindHandleError(handle) ?? throw new InvalidOperationException("taken"));
    }

    private static Task<PageResult> FetchAsync(LoopbackServer server) => server.Source("feed").FetchPageAsync(
        new PageRequest($"{server.Address}/feed", null, 50), CancellationToken.None);

    private static string Rss(params string[] items) =>
        $"<rss version='2.0'><channel>\n{string.Concat(items.Select(item => $"<item>{item}</item>\n"))}</channel></rss>";
}
