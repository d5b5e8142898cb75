using Spotter.Scanning;
using Spotter.Sources;

namespace Spotter.Tests.Scanning;

/// <summary>A source that never says that its posts are at an end.</summary>
public sealed class EndlessHistoryTests
{
    [Theory]
    [InlineData(ScanMode.New)]
    [InlineData(ScanMode.History)]
    public async Task The_same_posts_under_ever_new_cursors_end_the_scan_which_says_so(ScanMode mode)
    {
        await using var world = new ScanWorld();
        var (account, posts) = (await world.WatchAsync("dave"), Posts(world, 3));
        world.Source.Answer("dave", Enumerable.Range(1, 200).Select(page => new PageResult { Posts = posts, NextCursor = $"c{page}" }));

        var summary = world.Scan(new ScanRequest(account, mode));

        Assert.Equal((ScanOutcome.NoProgress, 3), (summary.Outcome, summary.Counts.Posts));
        Assert.Contains("the same posts again and again", summary.Message);
        Assert.InRange(world.Source.Calls.Count, 2, 4);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(60)]
    public async Task Cursors_that_lead_back_end_a_collection_also_when_it_begins_anew_in_between(int length)
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        var posts = Posts(world, length);
        world.Source.Answer("dave", Enumerable.Range(0, 500).Select(
            page => new PageResult { Posts = [posts[page % length]], NextCursor = $"c{(page + 1) % length}" }));

        var summary = world.Scan(new ScanRequest(account, ScanMode.History));

        Assert.Equal((ScanOutcome.NoProgress, length), (summary.Outcome, summary.Counts.Posts));
        Assert.InRange(world.Source.Calls.Count, length, (4 * length) + 1);
    }

    [Fact]
    public async Task Empty_pages_for_ever_end_the_scan()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Answer("dave", Enumerable.Range(1, 200).Select(page => new PageResult { NextCursor = $"c{page}" }));

        var summary = world.Scan(new ScanRequest(account, ScanMode.History));

        Assert.Equal((ScanOutcome.NoProgress, PassTrail.MaxEmpty), (summary.Outcome, world.Source.Calls.Count));
    }

    [Fact]
    public async Task A_few_empty_pages_end_nothing()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        var empty = Enumerable.Range(1, PassTrail.MaxEmpty - 1).Select(page => new PageResult { NextCursor = $"c{page}" });
        world.Source.Answer("dave", [.. empty, new PageResult { Posts = Posts(world, 3) }]);

        var summary = world.Scan(new ScanRequest(account, ScanMode.History));

        Assert.Equal((ScanOutcome.Completed, 3), (summary.Outcome, summary.Counts.Posts));
    }

    [Fact]
    public async Task A_collection_that_goes_over_known_posts_reaches_its_end()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", Enumerable.Range(1, 3).Select(n => world.NewPost($"pinned {n}", -10_000 - n)));
        world.Source.Add("dave", Posts(world, 150));
        world.Scan(new ScanRequest(account, ScanMode.History));

        var again = world.Scan(new ScanRequest(account, ScanMode.History));

        Assert.Equal((ScanOutcome.Completed, 51), (again.Outcome, again.Pages));
    }

    [Fact]
    public async Task The_next_scan_after_one_that_went_round_ends_where_all_is_known()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Answer("dave", Round(Posts(world, 5)).Take(10));
        world.Scan(account);
        world.Source.Answer("dave", Round(Posts(world, 5)).Take(10));
        world.Source.Calls.Clear();

        Assert.Equal(ScanOutcome.Completed, world.Scan(account).Outcome);
        Assert.Single(world.Source.Calls);
    }

    private static IEnumerable<PageResult> Round(Post[] posts)
    {
        for (var page = 1; ; page++)
            yield return new PageResult { Posts = posts, NextCursor = $"c{page}" };
    }

    private static Post[] Posts(ScanWorld world, int count) =>
        [.. Enumerable.Range(1, count).Select(n => world.NewPost($"{n}", count - n))];
}
