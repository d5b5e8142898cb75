using Spotter.Alerting;
using Spotter.Scanning;
using Spotter.Sources;
using Spotter.Watching;

namespace Spotter.Tests.Scanning;

public sealed class ScanAccountTests
{
    private static readonly SourceFailure Throttled = new(FailureKind.Throttled, "slow down", TimeSpan.FromMinutes(7));
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

    [Fact]
    public async Task A_pinned_old_post_does_not_end_a_scan()
    {
        await using var world = new ScanWorld();
        world.Source.PageSize = 1;
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("pinned", -100) with { Pinned = true }, world.NewPost("1", 1));
        world.Source.PageSize = 2;
        world.Scan(account);

        world.Source.Add("dave", world.NewPost("2", 2), world.NewPost("3", 3), world.NewPost("4", 4));
        var summary = world.Scan(account);

        Assert.Equal(3, summary.Counts.Posts);
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
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", Enumerable.Range(1, 9).Select(n => world.NewPost($"{n}", n)));
        world.Scan(account);
        world.Source.Calls.Clear();

        world.Source.Add("dave", world.NewPost("10", 10));
        world.Scan(account);

        Assert.Equal(["dave", "dave 3"], world.Source.Calls);
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
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", Enumerable.Range(1, 9).Select(n => world.NewPost($"{n}", n)));
        world.Source.Answer("dave", null, PageResult.Failed(Transient));
        world.Scan(account);
        world.Source.Calls.Clear();

        world.Scan(account);

        Assert.Equal(["dave 3", "dave 6"], world.Source.Calls);
        Assert.Equal(9, (await world.PostsAsync(account)).Count);
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
    public async Task At_most_so_many_pages_are_read()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", Enumerable.Range(1, 9).Select(n => world.NewPost($"{n}", n)));

        var summary = world.Scan(new ScanRequest(account, MaxPages: 2));

        Assert.Equal((ScanOutcome.LimitReached, 2, 6), (summary.Outcome, summary.Pages, summary.Counts.Posts));
    }

    [Fact]
    public async Task What_the_source_asks_to_wait_wins_over_a_shorter_backoff()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1"));
        world.Source.Answer("dave", PageResult.Failed(Throttled));

        var summary = world.Scan(account);

        Assert.Equal(ScanOutcome.Completed, summary.Outcome);
        Assert.Equal(TimeSpan.FromMinutes(7), summary.EndedAt - summary.StartedAt);
    }

    [Fact]
    public async Task Waits_grow_by_the_exponent_and_the_scan_ends_after_so_many_attempts()
    {
        await using var world = new ScanWorld("", ("Scanning:BackoffMultiplier", "10"), ("Scanning:BackoffExponent", "3"), ("Scanning:MaxCallAttempts", "4"));
        var account = await world.WatchAsync("dave");
        world.Source.Answer("dave", Enumerable.Repeat(PageResult.Failed(Transient), 4));

        var summary = world.Scan(account);

        Assert.Equal((ScanOutcome.Failed, FailureKind.Transient, "cut off"), (summary.Outcome, summary.Failure!.Value, summary.Message));
        Assert.Equal(TimeSpan.FromSeconds(10 + 30 + 90), summary.EndedAt - summary.StartedAt);
    }

    [Fact]
    public async Task A_wall_stops_every_account_of_the_credential_for_the_long_backoff()
    {
        await using var world = new ScanWorld("1,30");
        var walled = await world.WatchAsync("dave");
        var other = await world.WatchAsync("anna");
        world.Source.Add("dave", world.NewPost("1"));
        world.Source.Add("anna", world.NewPost("1"));
        world.Source.Answer("dave", PageResult.Failed(new SourceFailure(FailureKind.Blocked, "a wall")));
        var before = world.Time.GetUtcNow();
        await world.Get<FetchPage>().RunAsync(new FetchPageInput(walled, "x", ScanMode.New, null, 10, 1), CancellationToken.None);

        var summary = world.Scan(other);

        Assert.True(summary.EndedAt - before >= TimeSpan.FromHours(6), $"{summary.EndedAt - before}");
    }

    [Theory]
    [InlineData(FailureKind.Unavailable)]
    [InlineData(FailureKind.Unauthorised)]
    [InlineData(FailureKind.Malformed)]
    public async Task A_failure_that_waiting_cannot_help_ends_the_scan_after_one_call(FailureKind kind)
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Answer("dave", PageResult.Failed(new SourceFailure(kind, "no")));

        var summary = world.Scan(account);

        Assert.Equal((ScanOutcome.Failed, kind, "no"), (summary.Outcome, summary.Failure!.Value, summary.Message));
        Assert.Single(world.Source.Calls);
    }

    [Fact]
    public async Task Calls_keep_to_the_budget()
    {
        await using var world = new ScanWorld("1,30");
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", Enumerable.Range(1, 9).Select(n => world.NewPost($"{n}", n)));

        var summary = world.Scan(account);

        Assert.Equal(TimeSpan.FromSeconds(60), summary.EndedAt - summary.StartedAt);
    }

    [Fact]
    public async Task A_post_fails_with_its_reason_after_five_attempts()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "gone"), world.NewPost("2", 2));
        world.Source.BreakPicture("gone", Enumerable.Repeat(Transient, 5));

        var summary = world.Scan(account);

        Assert.Equal(new ScanCounts { Posts = 2, Pictures = 1, Classified = 1, Failed = 1 }, summary.Counts);
        var failed = Assert.Single(await world.PostsAsync(account), post => post.Stage == PostStage.Failed);
        Assert.Equal((5, "cut off"), (failed.Attempts, failed.Reason));
    }

    [Fact]
    public async Task A_post_recovers_on_its_fifth_attempt()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-slow"));
        world.Source.BreakPicture("board-slow", Enumerable.Repeat(Transient, 4));

        Assert.Equal(new ScanCounts { Posts = 1, Pictures = 1, Classified = 1, Alerts = 1 }, world.Scan(account).Counts);
    }

    [Fact]
    public async Task A_broken_picture_of_a_carousel_does_not_hide_the_board_beside_it()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "garbage", "board"));

        var summary = world.Scan(account);

        Assert.Equal(1, summary.Counts.Alerts);
        Assert.Contains("it is text", Assert.Single(await world.PostsAsync(account)).Pictures[0].Failure);
    }

    [Fact]
    public async Task A_scan_is_busy_while_another_owner_holds_the_lease()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        await world.Get<AccountLeases>().TryTakeAsync(account, "another", world.Time.GetUtcNow(), CancellationToken.None);

        Assert.Equal(ScanOutcome.Busy, world.Scan(account).Outcome);

        world.GoneOwners.Add("another");
        world.Source.Add("dave", world.NewPost("1"));
        Assert.Equal(ScanOutcome.Completed, world.Scan(account).Outcome);
    }

    [Fact]
    public async Task What_a_crash_left_undone_is_done_by_the_next_scan()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));
        world.GoneOwners.Add("crashed");
        await world.Get<FetchPage>().RunAsync(new FetchPageInput(account, "crashed", ScanMode.New, null, 10, 1), CancellationToken.None);

        var summary = world.Scan(account);

        Assert.Equal(new ScanCounts { Pictures = 1, Classified = 1, Alerts = 1 }, summary.Counts);
    }

    [Fact]
    public async Task A_throttled_alert_waits_as_told_and_arrives_once()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));
        world.Channel.Answer(new AlertDelivery(AlertOutcome.Throttled, "slow", TimeSpan.FromSeconds(45)));

        var summary = world.Scan(account);

        Assert.Equal(TimeSpan.FromSeconds(45), summary.EndedAt - summary.StartedAt);
        Assert.Single(world.Channel.Arrived);
    }

    [Fact]
    public async Task An_alert_whose_outcome_is_unknown_is_looked_up_before_it_is_repeated()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"), world.NewPost("2", 2, "board-2"));
        world.Channel.Answer(new AlertDelivery(AlertOutcome.Unknown, "cut off"), arrives: true);
        world.Channel.Answer(new AlertDelivery(AlertOutcome.Unknown, "cut off"), arrives: false);

        Assert.Equal(2, world.Scan(account).Counts.Alerts);

        Assert.Equal(3, world.Channel.Sends);
        Assert.Equal(2, world.Channel.Arrived.DistinctBy(alert => alert.Id).Count());
    }

    [Fact]
    public async Task An_alert_is_not_repeated_while_the_channel_cannot_be_asked()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));
        world.Channel.Answer(new AlertDelivery(AlertOutcome.Unknown, "cut off"), arrives: true);
        world.Channel.FailingLookups = 2;

        Assert.Equal(1, world.Scan(account).Counts.Alerts);
        Assert.Equal(1, world.Channel.Sends);
    }

    [Fact]
    public async Task A_permanent_error_stops_the_channel_is_told_once_and_holds_the_alerts_until_it_is_put_right()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"), world.NewPost("2", 2, "board-2"));
        world.Channel.Problem = "invalid_auth: set a new token";

        var first = world.Scan(account);
        var second = world.Scan(account);
        var sends = world.Channel.Sends;
        world.Channel.Problem = null;
        await world.Get<ChannelRecovery>().ResumeHealthyAsync(CancellationToken.None);
        var third = world.Scan(account);

        Assert.Equal("invalid_auth: set a new token", first.Message);
        Assert.Null(second.Message);
        Assert.InRange(sends, 1, 2);
        Assert.Equal(2, third.Counts.Alerts);
        Assert.All(await world.PostsAsync(account), post => Assert.Equal(PostStage.Done, post.Stage));
    }

    [Fact]
    public async Task An_alert_that_fails_five_times_is_given_up_and_counted()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));
        for (var attempt = 0; attempt < 5; attempt++)
            world.Channel.Answer(new AlertDelivery(AlertOutcome.Transient, "503"));

        Assert.Equal(1, world.Scan(account).Counts.Failed);
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
