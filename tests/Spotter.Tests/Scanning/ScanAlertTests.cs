using Spotter.Alerting;
using Spotter.Scanning;
using Spotter.Sources;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.Tests.Scanning;

/// <summary>How alerts arrive when their channel does not take them at once.</summary>
public sealed class ScanAlertTests
{
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
    public async Task An_alert_is_not_sent_by_a_process_that_was_stopped_in_its_turn_and_takes_a_new_one()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));
        world.Scan(account);
        world.Channel.Budget = new CallBudgetPlan("lunch", CallWindow.ParseMany("1,60"));
        var task = await PutBackAsync(world, account);
        world.Get<CountingStateStore>().Changed = changes => world.Time.Advance(TimeSpan.FromSeconds(changes.Any(IsAlert) ? 6 : 0));

        var stopped = await world.Get<SendAlert>().RunAsync(task, CancellationToken.None);

        Assert.Equal((AlertStage.Recorded, 1), (stopped.Stage, world.Channel.Sends));
        Assert.True(stopped.RetryAt <= world.Time.GetUtcNow());
        world.Get<CountingStateStore>().Changed = _ => { };
        Assert.Equal(AlertStage.Sent, (await world.Get<SendAlert>().RunAsync(task, CancellationToken.None)).Stage);
        Assert.Equal(2, world.Channel.Sends);
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

    private static bool IsAlert(StateChange change) => change.Key.StartsWith("alert/", StringComparison.Ordinal);

    /// <summary>Puts the account's one alert back to where it was before it was sent.</summary>
    private static async Task<AlertTask> PutBackAsync(ScanWorld world, AccountId account)
    {
        var posts = world.Get<PostRepository>();
        var alert = await posts.ListAlertsAsync(account, CancellationToken.None).SingleAsync();
        var task = new AlertTask(account, alert.PostKey, alert.Message.Id);
        var stored = await posts.GetAlertAsync(task, CancellationToken.None);
        await posts.SaveAlertAsync(account, stored.Value with { Stage = AlertStage.Recorded }, stored.Version, CancellationToken.None);
        return task;
    }
}
