using Spotter.Captions;

namespace Spotter.Tests.Captions;

public sealed class CaptionFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("spotter-captions-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string, string> Shapes => new()
    {
        { "instagram_dave.jsonl", """{"account":"dave","id":"1","postedAt":"2026-03-02T12:00:00+00:00","caption":"Soup!","pictures":[]}""" },
        { "plain.ndjson", """{"account":"dave","captions":["Soup!"]}""" },
        { "dave/2026-03-02_12-00-00_UTC.json", """{"node":{"id":"1","edge_media_to_caption":{"edges":[{"node":{"text":"Soup!"}}]}},"instaloader":{"node_type":"Post"}}""" },
        { "post.json", """{"node":{"id":"1","owner":{"username":"dave"},"caption":"Soup!"}}""" },
        { "scraped.json", """{"GraphImages":[{"username":"dave","edge_media_to_caption":{"edges":[{"node":{"text":"Soup!"}}]}}]}""" },
        { "dave.json", """[{"caption":{"text":"Soup!"},"pk":1}]""" },
        { "seed.json", """{"dave":["Soup!"]}""" },
        { "graph.json", """{"business_discovery":{"username":"dave","media":{"data":[{"id":"1","caption":"Soup!"}]}},"id":"9"}""" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Captions_are_found_in_what_others_write(string name, string json)
    {
        Write(name, json);

        var input = await ReadAsync();

        var account = Assert.Single(input.Accounts);
        Assert.Equal(("dave", "Soup!"), (account.Account, Assert.Single(account.Captions)));
        Assert.Empty(input.Problems);
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_and_the_rest_goes_on()
    {
        Write(
            "a.jsonl",
            """
            {"account":"dave","id":"1","caption":"Soup!"}
            {"account":"dave","id":"1","caption":"Soup!"}
            {"account":"dave","id":"2"}
            {"account":"ann","id":"3","caption":"  "}
            {"account":"dave","id":"4","caption":"half \ud83c of a pair"}
            {"account":"dave","id":"5","caption":
            {"weather":"fine"}
            """);
        Write("b.json.xz", "x");

        var input = await ReadAsync();

        Assert.Equal(["Soup!", "half \uFFFD of a pair"], Assert.Single(input.Accounts).Captions);
        Assert.Equal(["ann"], input.Without);
        Assert.Equal((2, 1), (input.Empty, input.Repeated));
        Assert.Equal(3, input.Problems.Count);
        Assert.Contains("a.jsonl, line 6: it is no JSON", input.Problems[0]);
        Assert.Contains("line 7: nothing in it is a post", input.Problems[1]);
        Assert.Contains("b.json.xz: it is compressed", input.Problems[2]);
    }

    [Fact]
    public async Task An_account_that_files_label_differently_has_no_label()
    {
        Write("a.jsonl", """
            {"account":"dave","label":"shop","captions":["Soup!"]}
            {"account":"ann","label":"shop","captions":["Cake!"]}
            {"account":"DAVE","label":"bar","captions":["Beer!"]}
            """);

        var input = await ReadAsync();

        Assert.Equal([null, "shop"], input.Accounts.Select(account => account.Label));
        Assert.Contains("'shop' in one place and 'bar' in another", Assert.Single(input.Problems));
    }

    [Fact]
    public async Task A_folder_without_captions_is_refused()
    {
        Write("readme.txt", "Soup!");

        Assert.Contains("no .jsonl", (await Assert.ThrowsAsync<CaptionInputException>(ReadAsync)).Message);
    }

    private Task<CaptionInput> ReadAsync() => CaptionFiles.ReadAsync(_folder, null, CancellationToken.None);

    private void Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
