using Spotter.Calls;
using Spotter.Scanning;
using Spotter.Sources;

namespace Spotter.Tests.Scanning;

/// <summary>Answers of a source that are no failures and not as they should be.</summary>
public sealed class OddAnswerTests
{
    [Fact]
    public async Task What_was_odd_about_pages_is_told_once_and_the_scan_goes_on()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Answer(
            "dave",
            new PageResult { Posts = [world.NewPost("1", 3)], NextCursor = "2", Notice = "one is odd" },
            new PageResult { Posts = [world.NewPost("2", 2)], NextCursor = "3", Notice = "one is odd" },
            new PageResult { Posts = [world.NewPost("3", 1)], Notice = "two are odd" });

        var summary = world.Scan(account);

        Assert.Equal((ScanOutcome.Completed, 3, "one is odd"), (summary.Outcome, summary.Counts.Posts, summary.Message));
        Assert.Equal(["one is odd", "two are odd"], summary.Notices);
        Assert.Empty(summary.Losses);
        Assert.Null((await world.Get<ScanRepository>().FindProgressAsync(account, CancellationToken.None)).Trouble);
    }

    [Fact]
    public async Task What_is_odd_about_a_failure_is_told_once_whether_the_scan_gets_over_it_or_not()
    {
        await using var world = new ScanWorld("", ("Scanning:MaxCallAttempts", "3"));
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1"));
        var odd = PageResult.Failed(new SourceFailure(FailureKind.Throttled, "slow down")) with { Notice = "a wait of NaN" };
        world.Source.Answer("dave", odd, odd);

        var over = world.Scan(account);
        world.Source.Answer("dave", odd, odd, odd);
        var ended = world.Scan(account);

        Assert.Equal((ScanOutcome.Completed, "a wait of NaN"), (over.Outcome, Assert.Single(over.Notices)));
        Assert.Equal((ScanOutcome.Failed, "slow down", "a wait of NaN"), (ended.Outcome, ended.Message, Assert.Single(ended.Notices)));
    }

    [Fact]
    public async Task A_source_that_wants_to_be_asked_for_fewer_posts_is_at_once_and_for_the_whole_scan()
    {
        await using var world = new ScanWorld("", ("Scanning:MaxCallAttempts", "1"));
        world.Source.PageSize = 50;
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", Enumerable.Range(1, 130).Select(n => world.NewPost($"{n}", n)));
        world.Source.Answer("dave", TooMany(25), TooMany(12));

        var summary = world.Scan(new ScanRequest(account, ScanMode.History));

        Assert.Equal((ScanOutcome.Completed, 130, 11), (summary.Outcome, summary.Counts.Posts, summary.Pages));
        Assert.Equal(summary.StartedAt, summary.EndedAt);
        Assert.Equal([50, 25, .. Enumerable.Repeat(12, 11)], world.Source.Limits);
    }

    [Fact]
    public async Task Pictures_beyond_the_bound_of_a_post_are_counted_and_told()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, [.. Enumerable.Range(1, 10_000).Select(n => $"plate-{n}")]));

        var first = world.Scan(account);
        var second = world.Scan(account);

        Assert.Equal(100, first.Counts.Pictures);
        Assert.Equal("Post 1 of scripted:dave names 10000 pictures: the first 100 are taken, 9900 are not.", Assert.Single(first.Losses));
        Assert.Equal((0, 0), (second.Losses.Count, second.Counts.Pictures));
    }

    private static PageResult TooMany(int atMost) =>
        PageResult.Failed(new SourceFailure(FailureKind.Transient, "too many") { AskForAtMost = atMost });
}
