using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Spotter.Models;

namespace Spotter.Web.Tests.Insights;

public sealed partial class InsightsPagesTests
{
    private const string Evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_few_posts_have_a_page_and_a_file_that_claim_nothing(int posts)
    {
        await using var site = await SiteWorld.StartAsync();
        await LikedPosts.AddAsync(site, await site.WatchAsync("instagram:dave"), posts);

        var page = await site.ReadAsync("/insights");
        var file = await site.ReadAsync("/insights/report.html");

        Assert.All(new[] { page, file }, text =>
        {
            if (posts == 0)
                Assert.Contains("class=\"empty\"", text);
            else
                Assert.Contains($"{posts} post{(posts == 1 ? "" : "s")} of instagram:dave", text);
            Assert.DoesNotContain("NaN", text);
            Assert.DoesNotContain("Infinity", text);
        });
        Assert.Equal(posts > 0, page.Contains("are too few to tell", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_question_has_an_answer_a_chart_that_is_told_in_words_and_the_numbers()
    {
        await using var site = await SiteWorld.StartAsync();
        await LikedPosts.AddAsync(site, await site.WatchAsync("instagram:dave"), 200);

        var page = await site.ReadAsync("/insights?account=instagram:dave&label=cat&at=2026-11-30T12:00");

        Assert.Contains("What do people like?", page);
        Assert.Matches(@"Posts with “[a-z ]+” get the most likes: \d+ \(\d+ to \d+\) on the mean of \d+ posts", page);
        Assert.Matches(@"All that is known of a post explains \d+ % \(\d+ to \d+ %\)", page);
        Assert.Matches(@"It would get \d+ likes; nine of ten such posts get \d+ to \d+\.", page);
        Assert.Contains("dishes-new <span", page);
        Assert.Contains("No comment&#39;s text was collected", page);
        Assert.All(Charts().Matches(page), chart => Assert.Matches("role=\"img\" aria-label=\"[^\"]{20,}\"", chart.Value));
        Assert.InRange(Charts().Count(page), 12, 40);
        Assert.True(page.Split("<summary>The numbers</summary>").Length > 8);
        Assert.DoesNotContain("style=", page);
    }

    [Theory]
    [InlineData("?since=tomorrow", "is no time")]
    [InlineData("?since=2999-01-01", "still to come")]
    [InlineData("?since=7d&until=2020-01-01", "is not the earlier one")]
    [InlineData("?account=nobody", "is not an account")]
    [InlineData("?account=instagram:nobody", "instagram:nobody has no posts here")]
    [InlineData("?account=instagram:%3Cscript%3E", "instagram:&lt;script&gt; has no posts here")]
    [InlineData("?at=noon", "is no time of a post")]
    [InlineData("?pictures=-1", "0 to 100 pictures")]
    public async Task What_makes_no_sense_is_told_with_what_to_ask_instead(string query, string said)
    {
        await using var site = await SiteWorld.StartAsync();

        using var answer = await site.Client.GetAsync("/insights" + query);
        using var program = await site.Client.GetAsync("/api/insights" + query);

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(said, page);
        Assert.Contains("<form class=\"filters\"", page);
        Assert.Equal(HttpStatusCode.BadRequest, program.StatusCode);
        Assert.Equal("application/problem+json", program.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task The_file_needs_nothing_but_itself_is_small_and_runs_nothing()
    {
        await using var site = await SiteWorld.StartAsync();
        await LikedPosts.AddAsync(site, await site.WatchAsync("instagram:dave"), 120, Evil);

        using var answer = await site.Client.GetAsync("/insights/report.html");
        var file = await answer.Content.ReadAsStringAsync();

        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.InRange(Encoding.UTF8.GetByteCount(file), 1, 2_000_000);
        var style = Style().Match(file).Groups["style"].Value;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        Assert.Contains($"style-src 'sha256-{hash}'", WebUtility.HtmlDecode(file));
        Assert.DoesNotContain("<script", file);
        Assert.DoesNotContain("<img src=x", file);
        Assert.DoesNotContain("javascript:", file);
        Assert.Contains("data:image/jpeg;base64,", file);
        Assert.DoesNotMatch("(?:src|href)=\"(?!data:|https://example.com|#)", file);
        Assert.Contains("&lt;script&gt;", file);
    }

    [Fact]
    public async Task Programs_get_the_same_as_JSON_and_as_a_table()
    {
        await using var site = await SiteWorld.StartAsync();
        var dave = await site.WatchAsync("instagram:dave");
        var picture = await site.StoreAsync(1, new LabelScore("soup", 0.9f));
        await site.AddAsync(dave, site.RecordOf("1", 5, picture) with { FoundAt = site.Time.GetUtcNow() });

        var json = JsonDocument.Parse(await site.ReadAsync("/api/insights?account=instagram:dave&account=instagram:dave")).RootElement;
        var table = await site.ReadAsync("/insights/report.csv");

        Assert.Equal(1, json.GetProperty("all").GetProperty("posts").GetInt32());
        Assert.Equal("soup", json.GetProperty("models")[0].GetProperty("byCount")[0].GetProperty("label").GetString());
        Assert.StartsWith("about,of,name,measure,value,low,high,posts\r\n", table);
        Assert.Contains("label,specials-board,soup,posts,1,,,1\r\n", table);
    }

    [Fact]
    public async Task Who_asks_for_some_accounts_goes_on_with_these()
    {
        await using var site = await SiteWorld.StartAsync();
        await LikedPosts.AddAsync(site, await site.WatchAsync("instagram:dave"), 60);
        await site.WatchAsync("instagram:anna");
        await site.WatchAsync("instagram:erin");

        var page = await site.ReadAsync("/insights?account=instagram:dave&account=instagram:anna");

        Assert.Contains("<span title=\"instagram:dave, instagram:anna\">2 accounts</span>", page);
        Assert.Equal(2, page.Split("<input type=\"hidden\" name=\"account\" value=\"instagram:anna\">").Length - 1);
        Assert.DoesNotContain("all accounts", page);
        Assert.DoesNotContain("instagram:erin", page);
    }

    [GeneratedRegex("<svg class=\"fluid\"[^>]*>")]
    private static partial Regex Charts();

    [GeneratedRegex("<style>(?<style>.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
