using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Spotter.Sources;

namespace Spotter.Tests.Sources;

/// <summary>What people wrote below a post, as far as a source shows it.</summary>
public sealed class PostCommentsTests
{
    private static readonly DateTimeOffset Nine = DateTimeOffset.FromUnixTimeSeconds(9);

    [Theory]
    [InlineData("""{"id":"1","taken_at_timestamp":9,"edge_media_to_parent_comment":{"count":2,"edges":[{"node":{"text":"Yum 🍲","created_at":9,"owner":{"username":"anna"}}}]}}""")]
    [InlineData("""{"id":"1","taken_at_timestamp":9,"edge_media_to_comment":{"count":2,"edges":[{"node":{"text":"Yum 🍲","created_at":9,"owner":{"username":"anna"}}},{"node":{"text":7}},null,"odd"]}}""")]
    public async Task A_node_of_the_pages_carries_some(string node)
    {
        await using var server = await LoopbackServer.StartAsync(
            200, """{"data":{"user":{"id":"5","edge_owner_to_timeline_media":{"edges":[{"node":""" + node + """}]}}},"status":"ok"}""");

        var post = Assert.Single((await server.FetchAsync("instagram-web")).Posts);

        Assert.Equal(2, post.Comments);
        Assert.Equal([new PostComment("Yum 🍲", "anna", Nine)], post.CommentTexts!);
    }

    [Fact]
    public async Task So_does_an_item_of_the_mobile_feed()
    {
        await using var server = await LoopbackServer.StartAsync(
            200,
            """{"items":[{"pk":"1","taken_at":9,"comment_count":1,"preview_comments":[{"text":"Yum","created_at":9.0,"user":{"username":"anna"}}]}],"status":"ok"}""");

        var post = Assert.Single((await server.FetchAsync("instagram-web")).Posts);

        Assert.Equal([new PostComment("Yum", "anna", Nine)], post.CommentTexts!);
    }

    [Fact]
    public async Task Of_the_own_account_the_graph_api_tells_them_page_by_page()
    {
        var asked = new List<(string Path, string Query)>();
        await using var server = await LoopbackServer.StartAsync(
            context =>
            {
                asked.Add((context.Request.Path.Value!, Uri.UnescapeDataString(context.Request.QueryString.Value!)));
                return context.Response.WriteAsync(
                    """
                    {"data":[{"id":"1","timestamp":"2026-03-02T11:00:00+0000","media_type":"IMAGE","media_url":"https://x/1.jpg","comments_count":2,
                     "comments":{"data":[{"text":"Yum","timestamp":"2026-03-02T12:00:00+0000","username":"anna"},{"text":"Yum"}]}}],
                     "paging":{"cursors":{"after":"next"},"next":"https://graph.facebook.com/?access_token=SECRET"}}
                    """);
            },
            ("Sources:Instagram:OwnHandle", "@Shop"));

        var page = await server.FetchAsync("instagram");
        await server.FetchAsync("instagram", page.NextCursor);
        await server.Source("instagram").FetchPageAsync(new("another", null, 50), CancellationToken.None);

        var post = Assert.Single(page.Posts);
        Assert.Equal("next", page.NextCursor);
        Assert.Equal("https://x/1.jpg", Assert.Single(post.Pictures).Address);
        Assert.Equal(
            [new PostComment("Yum", "anna", new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero)), new PostComment("Yum")],
            post.CommentTexts!);
        Assert.All(asked.Take(2), call => Assert.Equal("/v25.0/1784/media", call.Path));
        Assert.Contains("comments.limit(50){text,timestamp,username}", asked[0].Query);
        Assert.Contains("&after=next&", asked[1].Query);
        Assert.Contains("business_discovery.username(another)", asked[2].Query);
        Assert.DoesNotContain("comments.limit", asked[2].Query);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"edges":{}}""")]
    [InlineData("""{"data":[{"text":""},{"text":null},{},[]]}""")]
    public void What_is_odd_is_none(string comments) => Assert.Empty(PostComments.Read(JsonElement.Parse(comments)));

    [Fact]
    public void Many_and_long_ones_are_bounded()
    {
        var many = JsonSerializer.SerializeToElement(
            Enumerable.Range(0, 900).Select(n => new Dictionary<string, string> { ["text"] = $"{n}{new string('a', 6_000)}" }));

        var read = PostComments.Read(many);

        Assert.Equal(PostComments.MaxKept, read.Count);
        Assert.All(read, comment => Assert.Equal(5_000, comment.Text.Length));
    }
}
