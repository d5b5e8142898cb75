using Spotter.Accounts;
using Spotter.Calls;
using Spotter.Posts;
using Spotter.Scanning;
using Spotter.Sources;

namespace Spotter.Tests.Scanning;

/// <summary>What feeds and pages have and Instagram has not: no times, no order, and "nothing changed".</summary>
public sealed class StrangerScanTests
{
    [Fact]
    public async Task A_page_that_has_not_changed_is_no_news()
    {
        await using var world = new ScanWorld();
        var account = await WatchAsync(world, mark: "1");

        var summary = world.Scan(account);

        Assert.Equal(ScanOutcome.Completed, summary.Outcome);
        Assert.Equal(0, summary.Counts.Posts);
        Assert.Single(await world.PostsAsync(account));
    }

    [Fact]
    public async Task A_page_that_has_changed_brings_its_posts_and_is_asked_for_with_its_new_mark()
    {
        await using var world = new ScanWorld();
        var account = await WatchAsync(world, mark: "1");
        world.Source.Mark = "2";
        world.Source.Add("dave", world.NewPost("new"));

        Assert.Equal(1, world.Scan(account).Counts.Posts);
        Assert.Equal("2", (await ProgressAsync(world, account)).Mark);
    }

    [Fact]
    public async Task A_new_mark_of_known_posts_is_kept()
    {
        await using var world = new ScanWorld();
        var account = await WatchAsync(world, mark: "1");
        world.Source.Mark = "2";

        world.Scan(account);

        Assert.Equal("2", (await ProgressAsync(world, account)).Mark);
    }

    [Fact]
    public async Task A_scan_that_owes_something_asks_for_the_page_in_any_case()
    {
        await using var world = new ScanWorld();
        world.Source.Mark = "1";
        var account = await world.WatchAsync("dave");
        var post = world.NewPost("new", 1, "a.jpg");
        world.Source.Add("dave", post);
        world.Source.BreakPicture("a.jpg", Enumerable.Repeat(new SourceFailure(FailureKind.Unavailable, "Gone."), 20));
        world.Scan(account);
        world.Source.MendPicture("a.jpg");
        world.Source.Replace("dave", "new", post with { Pictures = [new PostPicture("b.jpg")] });

        world.Scan(account);

        Assert.Equal(PostStage.Done, (await world.PostsAsync(account)).Single().Stage);
    }

    [Fact]
    public async Task A_mark_of_many_pages_is_none()
    {
        await using var world = new ScanWorld();
        world.Source.Mark = "1";
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", Enumerable.Range(1, 7).Select(n => world.NewPost($"{n}", n)));

        world.Scan(account);

        Assert.Equal(7, (await world.PostsAsync(account)).Count);
        Assert.Null((await ProgressAsync(world, account)).Mark);
    }

    [Fact]
    public async Task Posts_without_a_time_are_news_but_for_those_of_the_first_pass()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("old", 1, "board-1") with { IsUndated = true });
        world.Scan(account);
        world.Source.Add("dave", world.NewPost("new", 2, "board-2") with { IsUndated = true });

        world.Scan(account);

        Assert.Equal(["caption of new"], world.Channel.Arrived.Select(message => message.Caption));
    }

    [Fact]
    public async Task Where_links_are_followed_known_and_empty_pages_end_nothing()
    {
        await using var world = new ScanWorld();
        world.Source.IsNewestFirst = false;
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", Enumerable.Range(1, 12).Select(n => world.NewPost($"{n}", -n)));
        world.Scan(account);
        world.Source.Add("dave", world.NewPost("deep", -100));
        world.Source.Answer("dave", [.. Enumerable.Range(0, 6).Select(n => new PageResult { NextCursor = n < 5 ? $"empty {n}" : "0" })]);

        var summary = world.Scan(account);

        Assert.Equal(ScanOutcome.Completed, summary.Outcome);
        Assert.Equal(1, summary.Counts.Posts);
    }

    private static async Task<AccountId> WatchAsync(ScanWorld world, string mark)
    {
        world.Source.Mark = mark;
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("old", -1));
        world.Scan(account);
        return account;
    }

    private static async Task<ScanProgress> ProgressAsync(ScanWorld world, AccountId account) =>
        (await world.Get<ScanRepository>().FindAsync(account, CancellationToken.None))!.Value;
}
