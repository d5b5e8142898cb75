using System.Text.Json;
using Spotter.Calls;
using Spotter.Posts;
using Spotter.Rules;
using Spotter.Scanning;

namespace Spotter.Tests.Scanning;

/// <summary>What becomes of a post whose pictures do not come, or whose scan was cut off.</summary>
public sealed class ScanPostTests
{
    private static readonly SourceFailure Transient = new(FailureKind.Transient, "cut off");
    private static readonly SourceFailure Gone = new(FailureKind.Unavailable, "gone");

    [Fact]
    public async Task A_post_whose_pictures_do_not_come_is_owed_after_five_attempts_and_done_by_a_later_scan()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "gone"), world.NewPost("2", 2));
        world.Source.BreakPicture("gone", Enumerable.Repeat(Transient, 5));

        var summary = await world.FollowAsync(account);

        Assert.Equal(new ScanCounts { Posts = 2, Pictures = 1, Classified = 1 }, summary.Counts);
        Assert.Equal(1, summary.Owed);
        Assert.Contains("Post 1 of scripted:dave is tried again at", summary.Message);
        var owed = Assert.Single(await world.PostsAsync(account), post => post.Stage == PostStage.Discovered);
        Assert.Equal((5, "cut off", summary.StartedAt), (owed.Attempts, owed.Reason, owed.FailingSince));
        Assert.Equal(new ScanCounts(), world.Scan(account).Counts);

        world.Time.AdvanceTo(owed.DueAt!.Value);
        var later = world.Scan(account);

        Assert.Equal(new ScanCounts { Pictures = 1, Classified = 1 }, later.Counts);
        Assert.Equal((0, null), (later.Owed, later.Message));
        var done = Assert.Single(await world.PostsAsync(account), post => post.Way?.Tries > 0);
        Assert.Equal(5, done.Way!.Tries);
        Assert.Equal(later.StartedAt, done.FoundAt.AddSeconds(done.Way.Stored!.Value), TimeSpan.FromSeconds(2));
        Assert.True(done.Way.Stored <= done.Way.Classified && done.Way.Classified <= (done.Way.Ended ?? done.Way.Classified));
        Assert.InRange(JsonSerializer.Serialize(done.Way, PostJson.Default.PostWay).Length, 10, 52);
    }

    [Fact]
    public async Task An_outage_of_the_picture_host_gives_up_nothing_however_long_it_lasts()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));
        world.Source.BreakPicture("board-1", Enumerable.Repeat(Transient, 500));
        for (var day = 0; day < 10; day++, world.Time.Advance(TimeSpan.FromDays(1)))
            Assert.Equal(1, world.Scan(account).Owed);

        world.Source.MendPicture("board-1");

        Assert.Equal(1, world.Scan(account).Counts.Alerts);
    }

    [Fact]
    public async Task A_picture_that_is_gone_for_days_is_given_up_and_told_and_can_be_brought_back()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));
        world.Source.BreakPicture("board-1", Enumerable.Repeat(Gone, 500));
        for (var hour = 0; hour < 71; hour++, world.Time.Advance(TimeSpan.FromHours(1)))
            Assert.Equal(1, world.Scan(account).Owed);

        world.Time.Advance(TimeSpan.FromHours(1));
        var last = world.Scan(account);

        Assert.Equal((1, 0), (last.Counts.Failed, last.Owed));
        Assert.Equal(["Post 1 of scripted:dave was given up: gone"], last.Losses);
        world.Source.MendPicture("board-1");
        Assert.Equal(new ScanCounts(), world.Scan(account).Counts);
        Assert.Equal(1, world.Scan(new ScanRequest(account, RetryFailed: true)).Counts.Alerts);
    }

    [Fact]
    public async Task A_post_takes_fresh_addresses_before_it_is_tried_again_also_from_a_later_page()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.PageSize = 1;
        world.Source.Add("dave", world.NewPost("1", 1, "plate-1"), world.NewPost("2", 2, "board-old"), world.NewPost("3", 3, "plate-3"));
        world.Source.BreakPicture("board-old", Enumerable.Repeat(Gone, 500));
        world.Scan(account);
        var calls = world.Source.PicturesAsked("board-old");
        world.Source.Replace(
            "dave",
            "2",
            world.NewPost("2", 2, "board-new") with
            {
                PostedAt = (await world.PostsAsync(account)).Single(post => post.Post.Id == "2").Post.PostedAt,
            }
        );
        world.Time.Advance(TimeSpan.FromHours(2));

        var summary = world.Scan(account);

        Assert.Equal((1, 0), (summary.Counts.Alerts, summary.Owed));
        Assert.Equal(calls, world.Source.PicturesAsked("board-old"));
    }

    [Fact]
    public async Task A_post_that_comes_with_another_time_is_the_same_post()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"), world.NewPost("2", 2));
        world.Scan(account);
        world.Source.Replace("dave", "1", world.NewPost("1", 3, "board-1"));

        var summary = world.Scan(account);

        Assert.Equal((ScanOutcome.Completed, new ScanCounts()), (summary.Outcome, summary.Counts));
        Assert.Equal(2, (await world.PostsAsync(account)).Count);
        Assert.Single(world.Channel.Arrived);
    }

    [Fact]
    public async Task Where_a_post_may_not_move_another_time_is_another_post()
    {
        await using var world = new ScanWorld();
        world.Source.MayPostsMove = false;
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("board.jpg", 1, "board-1"));
        world.Scan(account);
        world.Source.Replace("dave", "board.jpg", world.NewPost("board.jpg", 3, "board-2"));

        Assert.Equal(1, world.Scan(account).Counts.Alerts);

        Assert.Equal(2, world.Channel.Arrived.Count);
    }

    [Fact]
    public async Task Where_a_post_may_not_move_what_is_no_picture_is_given_up_at_once()
    {
        await using var world = new ScanWorld();
        world.Source.MayPostsMove = false;
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("phone.heic", 1, "plate-1"));
        world.Source.BreakPicture("plate-1", Enumerable.Repeat(new SourceFailure(FailureKind.Malformed, "it is a HEIF file"), 9));

        var summary = world.Scan(new ScanRequest(account, IsAsked: true));

        Assert.Equal((summary.StartedAt, 0, 1), (summary.EndedAt, summary.Owed, summary.Counts.Failed));
        Assert.Contains("it is a HEIF file", Assert.Single(summary.Losses));
    }

    [Fact]
    public async Task A_post_that_is_twice_on_a_page_with_two_times_is_one_post()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"), world.NewPost("1", 2, "board-1"));

        Assert.Equal(1, world.Scan(account).Counts.Alerts);

        Assert.Single(await world.PostsAsync(account));
    }

    [Fact]
    public async Task A_post_that_moved_takes_the_fresh_addresses_of_its_pictures()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-old"));
        world.Source.BreakPicture("board-old", Enumerable.Repeat(Gone, 500));
        world.Scan(account);
        world.Source.Replace("dave", "1", world.NewPost("1", 3, "board-new"));
        world.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(1, world.Scan(account).Counts.Alerts);

        Assert.Single(await world.PostsAsync(account));
    }

    [Fact]
    public async Task A_picture_that_is_slow_to_come_does_not_hide_the_board_beside_it_and_is_looked_at_when_it_comes()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave", new AlertRule("specials-board", 0.5, "lunch"), new AlertRule("other", 0.5, "lunch"));
        world.Source.Add("dave", world.NewPost("1", 1, "board-1", "plate-slow"));
        world.Source.BreakPicture("plate-slow", Enumerable.Repeat(Transient, 5));

        var first = await world.FollowAsync(account);
        world.Time.Advance(TimeSpan.FromHours(1));
        var second = world.Scan(account);

        Assert.Equal((1, 1), (first.Counts.Alerts, first.Owed));
        Assert.Equal((1, 0), (second.Counts.Alerts, second.Owed));
        Assert.Equal(["specials-board", "other"], world.Channel.Arrived.Select(alert => alert.Label));
    }

    [Fact]
    public async Task What_the_picture_host_asks_to_wait_is_no_failed_attempt_and_holds_up_nothing_else()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"), world.NewPost("2", 2, "board-2"));
        world.Source.BreakPicture("board-1", new SourceFailure(FailureKind.Throttled, "slow down", TimeSpan.FromHours(1)));

        var first = world.Scan(account);

        Assert.Equal((1, 1), (first.Counts.Alerts, first.Owed));
        Assert.True(first.EndedAt - first.StartedAt < TimeSpan.FromMinutes(1));
        Assert.Equal(0, (await world.PostsAsync(account)).Single(post => post.Post.Id == "1").Attempts);
        Assert.True((await world.Get<OwedAccounts>().FindDueAsync(
            "scripted", first.StartedAt + TimeSpan.FromHours(1.1), CancellationToken.None)).ContainsKey(account));
        world.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, world.Scan(account).Counts.Alerts);
        Assert.Empty(await world.Get<OwedAccounts>().FindDueAsync(null, DateTimeOffset.MaxValue, CancellationToken.None));
    }

    [Fact]
    public async Task A_scan_that_somebody_asks_for_tries_at_once_what_waits_only_because_it_failed()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-failed"), world.NewPost("2", 2, "board-asked"));
        world.Source.BreakPicture("board-failed", Enumerable.Repeat(Transient, 5));
        world.Source.BreakPicture("board-asked", new SourceFailure(FailureKind.Throttled, "slow down", TimeSpan.FromHours(1)));
        await world.FollowAsync(account);

        Assert.Equal((0, 2), (world.Scan(account).Counts.Alerts, world.Scan(account).Owed));
        Assert.Equal((1, 1), world.Scan(new ScanRequest(account, IsAsked: true)) is var asked ? (
            asked.Counts.Alerts, asked.Owed) : default);

        Assert.Equal(1, world.Source.PicturesAsked("board-asked"));
    }

    [Fact]
    public async Task A_scan_that_somebody_asks_for_waits_for_two_minutes_for_what_failed()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));
        world.Source.BreakPicture("board-1", Enumerable.Repeat(Transient, 4));

        var summary = world.Scan(new ScanRequest(account, IsAsked: true));

        Assert.Equal((1, 0), (summary.Counts.Alerts, summary.Owed));
        Assert.Equal(TimeSpan.FromSeconds(10 + 20 + 40 + 80), summary.EndedAt - summary.StartedAt);
    }

    [Fact]
    public async Task A_host_that_answers_with_a_page_instead_of_the_picture_for_some_minutes_costs_nothing()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));
        world.Source.BreakPicture("board-1", Enumerable.Repeat(new SourceFailure(FailureKind.Malformed, "it is text"), 6));
        Assert.Equal((0, 1), await world.FollowAsync(account) is var first ? (first.Counts.Failed, first.Owed) : default);
        world.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(1, world.Scan(account).Owed);

        world.Time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(1, world.Scan(account).Counts.Alerts);
    }

    [Fact]
    public async Task A_post_recovers_on_its_fifth_attempt()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-slow"));
        world.Source.BreakPicture("board-slow", Enumerable.Repeat(Transient, 4));

        Assert.Equal(new ScanCounts { Posts = 1, Pictures = 1, Classified = 1, Alerts = 1 }, (await world.FollowAsync(account)).Counts);
    }

    [Fact]
    public async Task A_broken_picture_of_a_carousel_does_not_hide_the_board_beside_it()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "garbage", "board"));

        var summary = await world.FollowAsync(account);

        Assert.Equal(1, summary.Counts.Alerts);
        Assert.Contains("it is text", Assert.Single(await world.PostsAsync(account)).Pictures[0].Failure);
    }

    [Fact]
    public async Task A_signed_address_is_told_without_its_signature()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "https://host/garbage.jpg?oh=signature"));

        var summary = world.Scan(account);

        Assert.Contains("https://host/garbage.jpg is not a picture", summary.Message);
        Assert.DoesNotContain("signature", summary.Message);
    }

    [Fact]
    public async Task What_a_crash_left_undone_is_done_by_the_next_scan()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));
        world.GoneOwners.Add("crashed");
        await world.Get<FetchPage>().RunAsync(
            new FetchPageInput(account, "crashed", ScanMode.New, null, 10, 1, world.Time.GetUtcNow()), CancellationToken.None);

        var summary = world.Scan(account);

        Assert.Equal(new ScanCounts { Pictures = 1, Classified = 1, Alerts = 1 }, summary.Counts);
    }
}
