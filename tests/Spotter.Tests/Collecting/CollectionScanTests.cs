using Spotter.Accounts;
using Spotter.Posts;
using Spotter.Scanning;

namespace Spotter.Tests.Collecting;

/// <summary>Scans of accounts that are collected and that nobody watches.</summary>
public sealed class CollectionScanTests
{
    private static readonly AccountId Dave = AccountId.Parse("scripted:dave");

    [Fact]
    public async Task An_account_that_nobody_watches_is_collected_without_a_model()
    {
        await using var world = new Scanning.ScanWorld();
        world.Source.Add("dave", Enumerable.Range(1, 8).Select(n => world.NewPost($"{n}", n, $"board-{n}")));

        var summary = world.Scan(Ask());

        Assert.Equal((ScanOutcome.Completed, 8, 8, 0), (
            summary.Outcome, summary.Counts.Posts, summary.Counts.Pictures, summary.Counts.Classified));
        Assert.All(await world.PostsAsync(Dave), post => Assert.Equal(PostStage.Done, post.Stage));
        Assert.All(await world.PostsAsync(Dave), post => Assert.Empty(post.Pictures.Single().Scores));
        Assert.Empty(world.Channel.Arrived);
    }

    [Fact]
    public async Task A_model_labels_and_alerts_on_nothing()
    {
        await using var world = new Scanning.ScanWorld();
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));

        world.Scan(Ask(new CollectionBounds(Model: "specials-board")));

        var post = Assert.Single(await world.PostsAsync(Dave));
        Assert.Equal("specials-board", post.Pictures.Single().Scores[0].Label);
        Assert.Empty(world.Channel.Arrived);
    }

    [Fact]
    public async Task Words_are_read_where_that_is_asked_for()
    {
        await using var world = new Scanning.ScanWorld();
        world.Reader.IsInstalled = true;
        world.Source.Add("dave", world.NewPost("1", 1, "board-clam chowder"));

        world.Scan(Ask(new CollectionBounds(ReadsWords: true)));

        var post = Assert.Single(await world.PostsAsync(Dave));
        Assert.Equal((PostStage.Done, "clam chowder"), (post.Stage, post.Pictures.Single().Words!.Lines.Single().Text));
        Assert.Single(world.Reader.Read);
    }

    [Fact]
    public async Task Older_posts_than_the_bound_end_the_pass()
    {
        await using var world = new Scanning.ScanWorld();
        world.Source.Add("dave", Enumerable.Range(1, 30).Select(n => world.NewPost($"{n}", -n)));

        var summary = world.Scan(Ask(new CollectionBounds(Since: world.Time.GetUtcNow().AddMinutes(-5))));

        Assert.Equal((ScanOutcome.Completed, 5), (summary.Outcome, summary.Counts.Posts));
        Assert.Equal(3, summary.Pages);
    }

    [Fact]
    public async Task Newer_posts_than_the_bound_are_passed_over_however_many_pages_they_fill()
    {
        await using var world = new Scanning.ScanWorld();
        world.Source.Add("dave", Enumerable.Range(1, 30).Select(n => world.NewPost($"{n}", -n)));

        var summary = world.Scan(Ask(new CollectionBounds(Until: world.Time.GetUtcNow().AddMinutes(-25.5))));

        Assert.Equal((ScanOutcome.Completed, 5), (summary.Outcome, summary.Counts.Posts));
    }

    [Theory]
    [InlineData(PostKind.Pictures, "picture", "unknown")]
    [InlineData(PostKind.Videos, "video")]
    public async Task Only_posts_of_a_kind_are_taken(PostKind kind, params string[] expected)
    {
        await using var world = new Scanning.ScanWorld();
        world.Source.Add(
            "dave",
            world.NewPost("video", 1) with { IsVideo = true },
            world.NewPost("picture", 2) with { IsVideo = false },
            world.NewPost("unknown", 3));

        world.Scan(Ask(new CollectionBounds(Only: kind)));

        Assert.Equal(expected, (await world.PostsAsync(Dave)).Select(post => post.Post.Id).Order());
    }

    [Fact]
    public async Task A_pass_that_was_cut_short_is_not_gone_on_with_by_one_that_takes_other_posts()
    {
        await using var world = new Scanning.ScanWorld();
        world.Source.Add("dave", Enumerable.Range(1, 9).Select(n => world.NewPost($"{n}", n) with { IsVideo = n % 2 == 0 }));
        world.Scan(Ask(new CollectionBounds(Only: PostKind.Videos)) with { MaxPages = 2 });

        var summary = world.Scan(Ask(new CollectionBounds(Only: PostKind.Pictures)));

        Assert.Equal((ScanOutcome.Completed, 3), (summary.Outcome, summary.Pages));
        Assert.Equal(5, (await world.PostsAsync(Dave)).Count(post => post.Post.IsVideo == false));
    }

    [Fact]
    public async Task What_was_found_before_its_raw_reply_was_asked_for_gets_it_without_being_fetched_again()
    {
        await using var world = new Scanning.ScanWorld();
        world.Source.Add("dave", Enumerable.Range(1, 4).Select(n => world.NewPost($"{n}", n, $"board-{n}") with { Raw = $"{n}" }));
        world.Scan(Ask());
        var asked = world.Source.PicturesAsked("board-1");

        var summary = world.Scan(Ask(new CollectionBounds(KeepsRaw: true)));

        Assert.Equal((ScanOutcome.Completed, 0), (summary.Outcome, summary.Counts.Posts));
        Assert.Equal(["1", "2", "3", "4"], (await world.PostsAsync(Dave)).Select(post => post.Post.Raw).Order());
        Assert.Equal(asked, world.Source.PicturesAsked("board-1"));
    }

    [Fact]
    public async Task A_watched_account_that_is_collected_is_labelled_as_its_watch_says()
    {
        await using var world = new Scanning.ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));

        world.Scan(Ask());

        Assert.NotEmpty(Assert.Single(await world.PostsAsync(account)).Pictures.Single().Scores);
        Assert.Single(world.Channel.Arrived);
    }

    private static ScanRequest Ask(CollectionBounds? bounds = null) =>
        new(Dave, ScanMode.History, IsAsked: true, Bounds: bounds ?? new CollectionBounds());
}
