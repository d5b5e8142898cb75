using Spotter.Posts;
using Spotter.Rules;

namespace Spotter.Tests.Scanning;

/// <summary>Scans with a model that takes the words in pictures into account: what is full of words is a board.</summary>
public sealed class WordModelScanTests
{
    [Fact]
    public async Task A_picture_is_read_once_before_it_is_judged()
    {
        await using var world = new ScanWorld { Reader = { IsInstalled = true } };
        world.Get<AddressDecoder>().TakesWords = true;
        var account = await world.WatchAsync("dave", new AlertRule("specials-board", 0.5, "lunch"));
        world.Source.Add("dave", world.NewPost("1", 1, "plate-clam chowder and bisque"), world.NewPost("2", 2, "board-x"));

        var summary = world.Scan(account);

        Assert.Equal(["board-x", "plate-clam chowder and bisque"], world.Reader.Read.Order());
        Assert.Equal((1, 2), (summary.Counts.Alerts, summary.Counts.Classified));
        Assert.Equal("1", (await world.PostsAsync(account)).Single(post => post.Pictures[0].Scores[0].Label == "specials-board").Post.Id);
        Assert.All(await world.PostsAsync(account), post => Assert.NotNull(post.Pictures[0].Words));
        Assert.Empty(summary.Notices);
    }

    [Fact]
    public async Task Where_nothing_reads_words_it_goes_by_the_picture_alone_and_says_so_once()
    {
        await using var world = new ScanWorld();
        world.Get<AddressDecoder>().TakesWords = true;
        var account = await world.WatchAsync("dave", new AlertRule("specials-board", 0.5, "lunch"));
        world.Source.Add("dave", world.NewPost("1", 1, "plate-clam chowder and bisque"), world.NewPost("2", 2, "board-x"));

        var summary = world.Scan(account);

        Assert.Equal((1, 0), (summary.Counts.Alerts, summary.Owed));
        Assert.Contains("went by the pictures alone. No reader of words is installed.", Assert.Single(summary.Notices));
        Assert.All(await world.PostsAsync(account), post => Assert.Equal(PostStage.Done, post.Stage));
    }
}
