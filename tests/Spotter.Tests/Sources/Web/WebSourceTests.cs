using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Spotter.Calls;
using Spotter.Contracts;
using Spotter.Sources;
using Spotter.Sources.Html;

namespace Spotter.Tests.Sources.Web;

public sealed class WebSourceTests
{
    [Fact]
    public async Task Every_picture_of_a_page_is_a_post()
    {
        await using var site = await StartAsync(("/", """
            <title>The Sandwich Shop</title>
            <figure><img src="soup.jpg" alt="Board"><figcaption>Soup of the <b>day</b></figcaption></figure>
            <img src="data:image/gif;base64,R0lGODlh" data-src="/lazy.png">
            <img srcset="s.jpg 320w, a,b.jpg 1280w, m.jpg 640w" src="s.jpg">
            <picture><source srcset="wide.avif 2x, narrow.avif"><img src="old.jpg"></picture>
            <div style="color: red; background: url('back.webp') no-repeat"></div><section data-bg="url(later.webp)"></section>
            <video poster="cover.jpg"></video>
            <img src="icon.png" width="16" height="16"><img src="logo.svg"><img src="soup.jpg"><img alt="nothing"><img src="/show?id=7&amp;w=9#top">
            """));

        var page = await site.FetchAsync();

        Assert.Equal(
            ["soup.jpg", "lazy.png", "a,b.jpg", "wide.avif", "old.jpg", "back.webp", "later.webp", "cover.jpg", "show?id=7&w=9"],
            page.Posts.Select(post => post.Id[(site.Address.Length + 1)..]));
        Assert.Equal("Soup of the day\nBoard\nThe Sandwich Shop", page.Posts[0].Caption);
        Assert.Equal("The Sandwich Shop", page.Posts[1].Caption);
        Assert.All(page.Posts, post => Assert.True(post.IsUndated));
        Assert.Equal($"{site.Address}/", page.Posts[0].Link);
        Assert.Null(page.NextCursor);
    }

    [Fact]
    public async Task A_video_of_a_page_has_the_address_of_its_file_as_far_as_robots_txt_lets_it_be_fetched()
    {
        await using var site = await StartAsync(
            ("/robots.txt", "User-agent: *\nDisallow: /private/"),
            ("/", """
                <video poster="1.jpg" src="1.mp4"></video>
                <video poster="2.jpg"><source type="video/webm"><source src="/2.webm"><source src="2.mp4"></video>
                <video poster="3.jpg" src="/private/3.mp4"></video>
                <video poster="4.jpg" src="blob:https://x/4"></video>
                <img src="5.jpg">
                """));

        var page = await site.FetchAsync();

        Assert.Equal(
            [$"{site.Address}/1.mp4", $"{site.Address}/2.webm", null, null],
            page.Posts.SelectMany(post => post.Videos ?? []).Select(video => video.Address));
        Assert.All(page.Posts, post => Assert.Equal(post.IsVideo == true, post.Videos is not null));
    }

    [Fact]
    public async Task Links_are_followed_as_deep_as_asked_and_each_page_is_read_once()
    {
        await using var site = await StartAsync(
            [("Links", "nav a"), ("Depth", "2")],
            ("/", """
                <nav><a href=/a>a</a><a href=/b#x>b</a><a href=/>home</a><a href=https://elsewhere.example/c>c</a></nav>
                <a href=/not>not</a>
                """),
            ("/a", "<nav><a href=/deep>d</a><a href=/b>b</a></nav><img src=a.jpg>"),
            ("/b", "<nav><a href=/a>a</a></nav><img src=b.jpg>"),
            ("/deep", "<nav><a href=/too-deep>e</a></nav><img src=deep.jpg>"));

        var pages = await site.FetchAllAsync();

        Assert.Equal(["a.jpg", "b.jpg", "deep.jpg"], Names(pages));
        Assert.Equal(["/robots.txt", "/", "/a", "/b", "/deep"], site.Asked);
    }

    [Fact]
    public async Task A_gallery_becomes_a_category_for_each_of_its_parts()
    {
        await using var byPath = await StartAsync(
            [("Links", "a"), ("FolderBy", "path:2")],
            ("/", "<a href=/menu/soups/>s</a><a href=/menu/caf%C3%A9/>c</a><img src=top.jpg>"),
            ("/menu/soups/", "<img src=1.jpg>"),
            ("/menu/caf\u00e9/", "<img src=2.jpg>"));
        await using var bySelector = await StartAsync(
            [("FolderBy", "h2")],
            ("/", "<h2>All</h2><section><h2>Soups</h2><p><img src=1.jpg></p></section><section><h2>Cakes</h2><img src=2.jpg></section>"));

        Assert.Equal([null, "soups", "café"], Categories(await byPath.FetchAllAsync()));
        Assert.Equal(["Soups", "Cakes"], Categories(await bySelector.FetchAllAsync()));
    }

    [Fact]
    public async Task Pictures_are_those_of_the_selector_and_links_to_one_mean_the_large_one()
    {
        await using var site = await StartAsync(
            [("Pictures", ".gallery a, .hero")],
            ("/", """
                <img src=logo.jpg><img class=hero src=hero.jpg>
                <div class=gallery><a href=large.jpg><img src=small.jpg alt=Soup></a><a href=/about>us</a></div>
                """));

        var page = await site.FetchAsync();

        Assert.Equal(["hero.jpg", "large.jpg"], Names([page]));
        Assert.Equal("Soup", page.Posts[1].Pictures[0].AltText);
    }

    [Theory]
    [InlineData("<meta property='article:published_time' content='2026-03-02T12:00:00Z'><img src=a.jpg>")]
    [InlineData("<article><time datetime='2026-03-02T13:00+01:00'>today</time><p><img src=a.jpg></p></article>")]
    public async Task A_time_that_the_page_gives_is_the_pictures(string html)
    {
        await using var site = await StartAsync(("/", html));

        var post = (await site.FetchAsync()).Posts.Single();

        Assert.Equal(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero), post.PostedAt);
        Assert.False(post.IsUndated);
    }

    [Fact]
    public async Task What_robots_txt_forbids_is_not_asked_for()
    {
        await using var site = await StartAsync(
            [("Links", "a")],
            ("/robots.txt", "User-agent: *\nDisallow: /\n\nUser-agent: Spotter\nCrawl-delay: 3\nDisallow: /private\nAllow: /private/menu"),
            ("/", "<a href=/private/x>x</a><a href=/private/menu>m</a><img src=/private/a.jpg><img src=/b.jpg>"),
            ("/private/menu", "<img src=/c.jpg>"));

        var pages = await site.FetchAllAsync();

        Assert.Equal(["b.jpg", "c.jpg"], Names(pages));
        Assert.Equal(TimeSpan.FromSeconds(3), pages[0].SlowDown);
        Assert.DoesNotContain("/private/x", site.Asked);
    }

    [Fact]
    public async Task No_character_is_cut_in_half_where_a_caption_or_a_category_is_cut_off()
    {
        var (caption, category) = (new string('a', 2_199) + "🍲", new string('b', 99) + "🍲");
        await using var site = await StartAsync(
            [("FolderBy", "h2")], ("/", $"<section><h2>{category}</h2><img src=a.jpg alt={caption}></section>"));

        var post = Assert.Single((await site.FetchAsync()).Posts);

        Assert.Equal((caption[..2_199], category[..99]), (post.Caption, post.Category));
    }

    [Fact]
    public async Task A_site_that_forbids_itself_is_told()
    {
        await using var site = await StartAsync(("/robots.txt", "User-agent: *\nDisallow: /"), ("/", "<img src=a.jpg>"));

        var failure = (await site.FetchAsync()).Failure!;

        Assert.Equal(FailureKind.Unavailable, failure.Kind);
        Assert.Contains("robots.txt", failure.Message);
    }

    [Fact]
    public async Task Nothing_is_read_while_robots_txt_cannot_be_had()
    {
        await using var site = await StartAsync(("/robots.txt", "500"), ("/", "<img src=a.jpg>"));

        Assert.Equal(FailureKind.Transient, (await site.FetchAsync()).Failure!.Kind);
        Assert.Equal(["/robots.txt"], site.Asked);
    }

    [Fact]
    public async Task A_page_that_cannot_be_read_costs_that_page()
    {
        await using var site = await StartAsync(
            [("Links", "a")],
            ("/", "<a href=/gone>1</a><a href=/paper.pdf>2</a><a href=/ok>3</a>"),
            ("/paper.pdf", "%PDF-1.7"),
            ("/ok", "<img src=a.jpg>"));

        var pages = await site.FetchAllAsync();

        Assert.Equal(["a.jpg"], Names(pages));
        Assert.Contains("/gone", pages[1].Notice);
        Assert.Contains("/paper.pdf is no web page", pages[2].Notice);
    }

    [Fact]
    public async Task Endless_links_end_and_are_told()
    {
        await using var site = await StartAsync(
            [("Links", "a"), ("Depth", "100"), (":MaxPages", "7")],
            ("/*", "<a href=?n=1>1</a><a href=?n=2>2</a><a href=./deeper/>3</a><a href=./other/>4</a><img src=/a.jpg>"));

        var pages = await site.FetchAllAsync();

        Assert.Equal(7, pages.Count);
        Assert.Contains(pages, page => page.Notice?.Contains("Sources:Web:MaxPages") == true);
    }

    [Theory]
    [InlineData("Links", "a[")]
    [InlineData("Address", "gallery")]
    [InlineData("Depth", "-1")]
    [InlineData("FolderBy", "path:x >")]
    public async Task A_site_that_makes_no_sense_is_told_by_its_setting(string setting, string value)
    {
        await using var server = await LoopbackServer.StartAsync(
            _ => Task.CompletedTask,
            ("Sources:Web:Sites:shop:Address", "https://example.com"), ($"Sources:Web:Sites:shop:{setting}", value));

        var error = Assert.Throws<OptionsValidationException>(() => server.Source("web"));

        Assert.Contains($"Sources:Web:Sites:shop:{setting}", error.Message);
    }

    [SkippableFact]
    public async Task Of_saved_pages_no_element_that_shows_a_picture_is_missed()
    {
        var folder = TestData.Require("pages");
        foreach (var row in (await File.ReadAllLinesAsync(Path.Combine(folder, "pages.tsv"))).Skip(1).Select(line => line.Split('\t')))
        {
            var html = await File.ReadAllTextAsync(Path.Combine(folder, row[0]));
            var elements = BoundedHtml.Parse(html).QuerySelectorAll(HtmlPictures.Selector);
            var found = elements.SelectMany(element => HtmlPictures.Of(element, new Uri("https://example.com/")).Take(1)).ToList();

            // The list counts what is commented out or stands in a script, too.
            var shown = Regex.Replace(html, "<!--.*?-->|<script.*?</script>", "", RegexOptions.Singleline);
            Assert.Equal(Regex.Count(shown, "<img\\b"), elements.Count(element => element.LocalName == "img"));
            Assert.Equal(Regex.Count(shown, "<(img|source)\\b[^>]*\\ssrcset="), elements.Count(element => element.HasAttribute("srcset")));
            Assert.Equal(
                Regex.Count(shown, "<[a-z]+\\b[^>]*\\sstyle=\"[^\"]*url\\("),
                elements.Count(element => element.GetAttribute("style")?.Contains("url(") == true));
            // An image that names nothing yet is filled in by a script.
            var named = elements.Count(element => element.LocalName == "img" && element.GetAttribute("src") is { Length: > 0 });
            Assert.True(found.Count >= named, $"{row[0]}: {found.Count} of {named}");
        }
    }

    private static Task<WebTestSite> StartAsync(params (string Path, string Html)[] pages) => WebTestSite.StartAsync([], pages);

    private static Task<WebTestSite> StartAsync((string Setting, string Value)[] settings, params (string Path, string Html)[] pages) =>
        WebTestSite.StartAsync(settings, pages);

    private static IEnumerable<string> Names(IEnumerable<PageResult> pages) =>
        pages.SelectMany(page => page.Posts).Select(post => post.Id[(post.Id.LastIndexOf('/') + 1)..]);

    private static IEnumerable<string?> Categories(IEnumerable<PageResult> pages) =>
        pages.SelectMany(page => page.Posts).Select(post => post.Category);
}
