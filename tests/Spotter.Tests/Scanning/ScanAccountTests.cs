using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Calls;
using Spotter.Posts;
using Spotter.Scanning;
using Spotter.Sources;

namespace Spotter.Tests.Scanning;

/// <summary>What a scan finds, where it ends and where the next one goes on.</summary>
public sealed class ScanAccountTests
{
    private static readonly SourceFailure Transient = new(FailureKind.Transient, "cut off");

    [Fact]
    public async Task A_new_board_is_stored_classified_and_alerted_on_and_a_plate_is_not()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"), world.NewPost("2", 2));

        var summary = world.Scan(account);

        Assert.Equal(ScanOutcome.Completed, summary.Outcome);
        Assert.Equal(new ScanCounts { Posts = 2, Pictures = 2, Classified = 2, Alerts = 1 }, summary.Counts);
        Assert.Equal("caption of 1", Assert.Single(world.Channel.Arrived).Caption);
        Assert.All(await world.PostsAsync(account), post => Assert.Equal(PostStage.Done, post.Stage));
    }

    [Fact]
    public async Task A_second_scan_repeats_nothing()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"), world.NewPost("2", 2));
        world.Scan(account);

        var again = world.Scan(account);

        Assert.Equal(new ScanCounts(), again.Counts);
        Assert.Equal(1, world.Channel.Sends);
    }

    [Fact]
    public async Task The_first_scan_alerts_on_nothing_that_was_posted_before_the_watch_began()
    {
        await using var world = new ScanWorld();
        world.Source.Add("dave", world.NewPost("old", -5, "board-old"));
        var account = await world.WatchAsync("dave");

        var summary = world.Scan(account);

        Assert.Equal(new ScanCounts { Posts = 1, Pictures = 1, Classified = 1 }, summary.Counts);
        Assert.Empty(world.Channel.Arrived);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task Pinned_old_posts_do_not_end_a_scan_at_any_page_size(int pageSize)
    {
        await using var world = new ScanWorld();
        world.Source.PageSize = pageSize;
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", Enumerable.Range(1, 3).Select(n => world.NewPost($"pinned {n}", -n)));
        world.Source.Add("dave", Enumerable.Range(1, 9).Select(n => world.NewPost($"{n}", n)));
        world.Scan(account);

        world.Source.Add("dave", world.NewPost("10", 10), world.NewPost("11", 11));

        Assert.Equal(2, world.Scan(account).Counts.Posts);
    }

    [Fact]
    public async Task Pinned_old_posts_do_not_end_a_scan_with_a_limit()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", Enumerable.Range(1, 3).Select(n => world.NewPost($"pinned {n}", -n)));
        world.Scan(account);
        world.Source.Add("dave", world.NewPost("1", 1), world.NewPost("2", 2));

        Assert.Equal(1, world.Scan(new ScanRequest(account, MaxPosts: 1)).Counts.Posts);
    }

    [Fact]
    public async Task An_older_post_that_appears_late_is_found()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1), world.NewPost("3", 3));
        world.Scan(account);

        world.Source.Add("dave", world.NewPost("2", 2));

        Assert.Equal(1, world.Scan(account).Counts.Posts);
    }

    [Fact]
    public async Task A_scan_ends_at_the_first_page_that_was_known()
    {
        await using var world = new ScanWorld();
        world.Source.PageSize = 4;
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", Enumerable.Range(1, 12).Select(n => world.NewPost($"{n}", n)));
        world.Scan(account);
        world.Source.Calls.Clear();

        world.Source.Add("dave", world.NewPost("10", 10));
        world.Scan(account);

        Assert.Equal(["dave", "dave 4"], world.Source.Calls);
    }

    [Fact]
    public async Task Posts_of_a_pass_that_was_cut_short_do_not_end_the_next_one()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", Enumerable.Range(1, 9).Select(n => world.NewPost($"{n}", n)));
        world.Source.Answer("dave", null, PageResult.Failed(new SourceFailure(FailureKind.Malformed, "the cursor is not valid")));
        Assert.Equal(ScanOutcome.Failed, world.Scan(account).Outcome);

        var next = world.Scan(account);

        Assert.Equal(ScanOutcome.Completed, next.Outcome);
        Assert.Equal(9, (await world.PostsAsync(account)).Count);
    }

    [Fact]
    public async Task A_pass_goes_on_with_the_page_where_a_failure_ended_it()
    {
        await using var world = new ScanWorld("", ("Scanning:MaxCallAttempts", "1"));
        world.Source.PageSize = 4;
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", Enumerable.Range(1, 12).Select(n => world.NewPost($"{n}", n)));
        world.Source.Answer("dave", null, PageResult.Failed(Transient));
        world.Scan(account);
        world.Source.Calls.Clear();

        world.Scan(account);

        Assert.Equal(["dave 4", "dave 8", "dave"], world.Source.Calls);
        Assert.Equal(12, (await world.PostsAsync(account)).Count);
    }

    [Fact]
    public async Task What_was_posted_after_a_pass_that_was_cut_short_is_found_by_the_scan_that_goes_on_with_it()
    {
        await using var world = new ScanWorld("", ("Scanning:MaxCallAttempts", "1"), ("Scanning:MaxPages", "60"));
        world.Source.PageSize = 4;
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", Enumerable.Range(1, 90).Select(n => world.NewPost($"{n}", n)));
        world.Source.Answer("dave", null, PageResult.Failed(Transient));
        world.Scan(account);
        world.Source.Add("dave", Enumerable.Range(91, 4).Select(n => world.NewPost($"{n}", n, $"board-{n}")));

        var summary = world.Scan(account);

        Assert.Equal((ScanOutcome.Completed, 4), (summary.Outcome, summary.Counts.Alerts));
        Assert.Equal(94, (await world.PostsAsync(account)).Count);
        world.Source.Calls.Clear();
        Assert.Equal(0, world.Scan(account).Counts.Posts);
        Assert.Equal(["dave"], world.Source.Calls);
    }

    [Fact]
    public async Task At_most_so_many_posts_are_taken_and_a_collection_goes_on_after_them()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", Enumerable.Range(1, 9).Select(n => world.NewPost($"{n}", n)));

        var first = world.Scan(new ScanRequest(account, ScanMode.History, MaxPosts: 4));
        var second = world.Scan(new ScanRequest(account, ScanMode.History));

        Assert.Equal((ScanOutcome.LimitReached, 4), (first.Outcome, first.Counts.Posts));
        Assert.Equal((ScanOutcome.Completed, 5), (second.Outcome, second.Counts.Posts));
    }

    [Fact]
    public async Task A_long_collection_begins_anew_now_and_then_and_counts_on()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", Enumerable.Range(1, 135).Select(n => world.NewPost($"{n}", n)));

        var summary = world.Scan(new ScanRequest(account, ScanMode.History));

        Assert.Equal((ScanOutcome.Completed, 45, 135), (summary.Outcome, summary.Pages, summary.Counts.Posts));
        Assert.Equal(3, world.Runs);
        Assert.Equal(45, world.Source.Calls.Count);
    }

    [Fact]
    public async Task The_history_of_a_run_stays_short_however_many_posts_a_scan_finds()
    {
        await using var world = new ScanWorld();
        world.Source.PageSize = 50;
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", Enumerable.Range(1, 500).Select(n => world.NewPost($"{n}", n)));

        var summary = world.Scan(new ScanRequest(account, ScanMode.History));

        Assert.Equal((500, 10), (summary.Counts.Classified, world.Runs));
        Assert.InRange(world.MaxHistory, 1, 500);
    }

    [Fact]
    public async Task The_history_of_a_run_stays_short_however_many_posts_an_earlier_scan_left()
    {
        await using var world = new ScanWorld();
        world.Source.PageSize = 50;
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", Enumerable.Range(1, 120).Select(n => world.NewPost($"{n}", n, $"board-{n}")));
        world.Channel.Problem = "invalid_auth: set a new token";
        world.Scan(new ScanRequest(account, ScanMode.History));
        var before = world.Runs;
        world.Time.Advance(TimeSpan.FromHours(1));

        var held = world.Scan(account);
        Assert.Equal((0, 3), (held.Counts.Alerts, world.Runs - before));

        world.Channel.Problem = null;
        await world.Get<ChannelRecovery>().ResumeHealthyAsync(CancellationToken.None);
        Assert.Equal(120, world.Scan(account).Counts.Alerts);
        Assert.Equal(120, world.Channel.Arrived.DistinctBy(alert => alert.Id).Count());
        Assert.InRange(world.MaxHistory, 1, 1_000);
    }

    [Fact]
    public async Task At_most_so_many_pages_are_read()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", Enumerable.Range(1, 9).Select(n => world.NewPost($"{n}", n)));

        var summary = world.Scan(new ScanRequest(account, MaxPages: 2));

        Assert.Equal((ScanOutcome.LimitReached, 2, 6), (summary.Outcome, summary.Pages, summary.Counts.Posts));
    }

    [Fact]
    public async Task A_scan_is_busy_while_another_owner_holds_the_lease()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        await world.Get<AccountLeases>().TakeAsync(account, "another", world.Time.GetUtcNow(), CancellationToken.None);

        Assert.Equal(ScanOutcome.Busy, world.Scan(account).Outcome);

        world.GoneOwners.Add("another");
        world.Source.Add("dave", world.NewPost("1"));
        Assert.Equal(ScanOutcome.Completed, world.Scan(account).Outcome);
    }

    [Fact]
    public async Task An_account_that_is_not_watched_is_refused_with_what_to_do()
    {
        await using var world = new ScanWorld();

        var summary = world.Scan(AccountId.Parse("scripted:nobody"));

        Assert.Equal(ScanOutcome.Failed, summary.Outcome);
        Assert.Contains("spotter accounts add scripted:nobody", summary.Message);
    }
}
