using Spotter.Alerting;
using static Spotter.Tests.Scanning.OneAlert;

namespace Spotter.Tests.Scanning;

/// <summary>How a scan finds out whether an alert arrived whose sending had an unknown outcome.</summary>
public sealed class AlertLookupTests
{
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
        var account = await PostOneAsync(world);
        world.Channel.Answer(new AlertDelivery(AlertOutcome.Unknown, "cut off"), arrives: true);
        world.Channel.FailingLookups = 2;

        Assert.Equal(1, (await world.FollowAsync(account)).Counts.Alerts);
        Assert.Equal(1, world.Channel.Sends);
    }

    [Fact]
    public async Task An_alert_that_was_owed_for_long_is_looked_up_from_its_last_send_on()
    {
        await using var world = new ScanWorld();
        var account = await PostOneAsync(world);
        Fail(world, 5);
        await world.FollowAsync(account);
        world.Time.Advance(TimeSpan.FromHours(5));
        var sentAt = world.Time.GetUtcNow();
        world.Channel.Answer(new AlertDelivery(AlertOutcome.Unknown, "503"), arrives: true);
        world.Scan(account);
        world.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(1, world.Scan(account).Counts.Alerts);

        Assert.Equal(sentAt, world.Channel.LookedSince);
    }

    [Fact]
    public async Task A_look_up_waits_as_told_and_that_is_no_failed_attempt()
    {
        await using var world = new ScanWorld();
        var account = await PostOneAsync(world);
        world.Channel.Answer(new AlertDelivery(AlertOutcome.Unknown, "503"), arrives: true);
        (world.Channel.FailingLookups, world.Channel.LookupFailure) = (
            8, new AlertDelivery(AlertOutcome.Throttled, "slow", TimeSpan.FromSeconds(7)));

        var summary = world.Scan(account);

        Assert.Equal(TimeSpan.FromSeconds(10 + (8 * 7)), summary.EndedAt - summary.StartedAt);
        Assert.Equal(1, summary.Counts.Alerts);
        Assert.Equal(1, world.Channel.Sends);
        Assert.Equal(1, (await AlertAsync(world, account)).Attempts);
    }

    [Fact]
    public async Task A_send_that_a_dead_process_began_is_looked_up_only_when_nothing_can_be_on_its_way_any_more()
    {
        await using var world = new ScanWorld();
        var account = await PostOneAsync(world);
        world.Channel.Timeout = TimeSpan.FromSeconds(40);
        world.Channel.Answer(new AlertDelivery(AlertOutcome.Unknown, "no answer") { MayStillArrive = true }, arrives: true);

        var summary = await world.FollowAsync(account);

        Assert.Equal(TimeSpan.FromSeconds(80), summary.EndedAt - summary.StartedAt);
        Assert.Equal(1, world.Channel.Lookups);
        Assert.Equal(1, world.Channel.Sends);
    }

    [Fact]
    public async Task An_old_alert_that_had_arrived_is_not_given_up()
    {
        await using var world = new ScanWorld();
        var account = await PostOneAsync(world);
        world.Channel.Answer(new AlertDelivery(AlertOutcome.Unknown, "no answer"), arrives: true);
        world.Channel.FailingLookups = 4;
        await world.FollowAsync(account);
        world.Time.Advance(TimeSpan.FromHours(25));

        Assert.Equal(1, world.Scan(account).Counts.Alerts);
    }

    [Fact]
    public async Task An_alert_that_may_have_arrived_is_still_looked_up_after_its_channel_was_stopped()
    {
        await using var world = new ScanWorld();
        var account = await PostOneAsync(world);
        world.Channel.Answer(new AlertDelivery(AlertOutcome.Unknown, "503"), arrives: true);
        (world.Channel.FailingLookups, world.Channel.LookupFailure) = (1, new AlertDelivery(AlertOutcome.Permanent, "invalid_auth"));
        world.Scan(account);

        await world.Get<ChannelRecovery>().ResumeHealthyAsync(CancellationToken.None);

        Assert.Equal(1, world.Scan(account).Counts.Alerts);
        Assert.Equal(1, world.Channel.Sends);
    }
}
