using Spotter.Alerting;
using Spotter.Calls;
using Spotter.Posts;
using Spotter.Rules;
using Spotter.Scanning;
using static Spotter.Tests.Scanning.OneAlert;

namespace Spotter.Tests.Scanning;

/// <summary>How a channel that can take nothing is stopped, holds its alerts and comes back.</summary>
public sealed class StoppedChannelTests
{
    [Fact]
    public async Task What_is_wrong_with_a_channel_today_is_told_and_not_what_stopped_it()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));
        world.Channel.Problem = "the token is missing";
        world.Scan(account);

        world.Channel.Problem = "channel_not_found";
        await world.Get<ChannelRecovery>().ResumeHealthyAsync(CancellationToken.None);

        Assert.Equal("channel_not_found", world.Scan(account).Message);
        var progress = await world.Get<ScanRepository>().FindProgressAsync(account, CancellationToken.None);
        Assert.Equal("channel_not_found", progress.Trouble!.Reason);
    }

    [Fact]
    public async Task An_account_whose_channel_was_stopped_by_another_ones_alert_says_why_it_waits()
    {
        await using var world = new ScanWorld();
        world.Channel.Problem = "invalid_auth: set a new token";
        world.Scan(await PostOneAsync(world));
        var other = await world.WatchAsync("erin");
        world.Source.Add("erin", world.NewPost("2", 1, "board-2"));

        var summary = world.Scan(other);

        Assert.Equal(("invalid_auth: set a new token", 1, 1), (summary.Message, summary.Owed, world.Channel.Sends));
        Assert.Empty(summary.Losses);
    }

    [Fact]
    public async Task A_held_alert_of_a_carousel_that_waits_for_a_picture_is_looked_at_by_every_scan()
    {
        await using var world = new ScanWorld();
        world.Channel.Problem = "invalid_auth: set a new token";
        world.Scan(await PostOneAsync(world));
        var other = await world.WatchAsync("erin");
        world.Source.Add("erin", world.NewPost("2", 2, "board-2", "missing"));
        world.Source.BreakPicture("missing", Enumerable.Repeat(new SourceFailure(FailureKind.Transient, "an outage"), 50));

        world.Scan(other);

        var toDo = await world.Get<PostRepository>().ListToDoAsync(other, CancellationToken.None).SingleAsync();
        Assert.Equal(PostStage.Discovered, Assert.Single(await world.PostsAsync(other)).Stage);
        Assert.True(toDo.OwesAlert);
    }

    [Fact]
    public async Task A_held_alert_that_became_too_old_is_given_up_with_what_its_channel_was_stopped_for()
    {
        await using var world = new ScanWorld();
        var account = await PostOneAsync(world);
        world.Channel.Problem = "invalid_auth: set a new token";
        world.Scan(account);
        world.Time.Advance(TimeSpan.FromHours(25));

        Assert.Contains("invalid_auth: set a new token", world.Scan(account).Message);
        Assert.Equal(AlertStage.Failed, (await AlertAsync(world, account)).Stage);
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
        Assert.Equal((first.Message, 0, 2), (second.Message, second.Losses.Count, second.Owed));
        Assert.InRange(sends, 1, 2);
        Assert.Equal(2, third.Counts.Alerts);
        Assert.All(await world.PostsAsync(account), post => Assert.Equal(PostStage.Done, post.Stage));
    }

    [Fact]
    public async Task A_channel_that_looks_well_and_refuses_all_the_same_is_tried_with_growing_waits()
    {
        await using var world = new ScanWorld("", ("Scanning:ParallelPosts", "1"));
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"), world.NewPost("2", 2, "board-2"));
        (world.Channel.Problem, world.Channel.LooksWell) = ("restricted_action: let the app post", true);
        world.Scan(account);
        var recovery = world.Get<ChannelRecovery>();

        var tried = new List<int>();
        for (var minute = 1; minute <= 20; minute++)
        {
            world.Time.Advance(TimeSpan.FromMinutes(1));
            await recovery.ResumeDueAsync(CancellationToken.None);
            var sends = world.Channel.Sends;
            world.Scan(account);
            tried.AddRange(Enumerable.Repeat(minute, world.Channel.Sends - sends));
        }

        world.Channel.Problem = null;
        world.Time.Advance(TimeSpan.FromHours(1));
        await recovery.ResumeDueAsync(CancellationToken.None);

        Assert.Equal([1, 3, 7, 15], tried);
        Assert.Equal(2, world.Scan(account).Counts.Alerts);
        Assert.Null(await world.Get<ChannelStateRepository>().FindAsync("lunch", CancellationToken.None));
    }

    [Fact]
    public async Task A_channel_is_stopped_by_its_own_name_however_the_rule_writes_it()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave", new AlertRule("specials-board", 0.5, "LUNCH"));
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));
        world.Channel.Problem = "invalid_auth: set a new token";
        world.Scan(account);

        world.Channel.Problem = null;
        await world.Get<ChannelRecovery>().ResumeHealthyAsync(CancellationToken.None);

        Assert.Equal(1, world.Scan(account).Counts.Alerts);
    }
}
