using System.Text.Json;
using System.Xml.Linq;
using Spotter.Sources;

namespace Spotter.Tests.Sources;

/// <summary>What a source says is kept as it comes, and no secret in it.</summary>
public sealed class RawReplyTests
{
    [Fact]
    public async Task A_post_of_the_graph_api_is_kept_without_the_token_of_its_next_pages()
    {
        const string Reply = """
            {"business_discovery":{"media":{"data":[{"id":"1","timestamp":"2026-03-02T11:00:00+0000","media_type":"IMAGE","odd":[1.50,null,"half \ud83d"],
             "comments":{"data":[],"paging":{"next":"https://graph.facebook.com/v25.0/1/comments?access_token=SECRET&after=x"}},
             "children":{"paging":{"next":"https://graph.facebook.com/?redirect=https%3A%2F%2Fx%3Faccess_token%3DOTHER%26a"}},"Session_ID":"abc"}]}}}
            """;
        await using var server = await LoopbackServer.StartAsync(200, Reply);

        var plain = await server.FetchAsync("instagram");
        var kept = await server.Source("instagram").FetchPageAsync(new("shop", null, 50) { KeepsRaw = true }, CancellationToken.None);

        Assert.Null(Assert.Single(plain.Posts).Raw);
        var raw = JsonElement.Parse(Assert.Single(kept.Posts).Raw!);
        Assert.Equal("IMAGE", raw.GetProperty("media_type").GetString());
        Assert.Equal("[1.50,null,\"half \\uFFFD\"]", raw.GetProperty("odd").GetRawText());
        Assert.EndsWith("access_token=***&after=x", raw.GetProperty("comments").GetProperty("paging").GetProperty("next").GetString());
        Assert.DoesNotContain("SECRET", raw.GetRawText());
        Assert.DoesNotContain("OTHER", raw.GetRawText());
        Assert.Equal("***", raw.GetProperty("Session_ID").GetString());
    }

    [Fact]
    public async Task A_node_of_the_pages_is_kept()
    {
        await using var server = await LoopbackServer.StartAsync(
            200,
            """{"data":{"user":{"id":"5","edge_owner_to_timeline_media":{"edges":[{"node":{"id":"1","taken_at_timestamp":9,"location":{"name":"Main St"}}}]}}},"status":"ok"}""");

        var page = await server.Source("instagram-web").FetchPageAsync(new("shop", null, 50) { KeepsRaw = true }, CancellationToken.None);

        Assert.Equal("""{"id":"1","taken_at_timestamp":9,"location":{"name":"Main St"}}""", Assert.Single(page.Posts).Raw);
    }

    [Fact]
    public void An_entry_of_a_feed_is_a_text()
    {
        var entry = XElement.Parse("<item><title>Soup</title><link>https://example.com/?access_token=abc&amp;x=1</link></item>");

        var raw = JsonElement.Parse(new RawReply().Keep(entry)!).GetString();

        Assert.Equal("<item><title>Soup</title><link>https://example.com/?access_token=***&amp;x=1</link></item>", raw);
    }

    [Theory]
    [InlineData("""{"cookies":{"sid":"SECRET"}}""")]
    [InlineData("""{"session_id":4711}""")]
    [InlineData("""{"token":"SECRET"}""")]
    [InlineData("""{"extra":"{\"access_token\": \"SECRET\"}"}""")]
    public void Nothing_that_is_called_a_secret_is_kept(string item)
    {
        var raw = new RawReply().Keep(JsonElement.Parse(item))!;

        Assert.Contains("***", raw);
        Assert.DoesNotContain("SECRET", raw);
        Assert.DoesNotContain("4711", raw);
    }

    [Fact]
    public void What_is_larger_than_any_post_is_not_kept()
    {
        var raw = new RawReply();

        Assert.Null(raw.Keep(JsonSerializer.SerializeToElement(new string('a', 300_000))));
        Assert.Equal(1, raw.TooLarge);
    }
}
