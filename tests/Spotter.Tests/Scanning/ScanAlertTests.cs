using Spotter.Alerting;
using Spotter.Calls;
using Spotter.Scanning;
using Spotter.State;
using static Spotter.Tests.Scanning.OneAlert;

namespace Spotter.Tests.Scanning;

/// <summary>How alerts take their turn and bring their pictures.</summary>
public sealed class ScanAlertTests
{
    [Fact]
    public async Task A_throttled_alert_waits_as_told_and_arrives_once()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));
        world.Channel.Answer(new AlertDelivery(AlertOutcome.Throttled, "slow", TimeSpan.FromSeconds(45)));

        var summary = await world.FollowAsync(account);

        Assert.Equal(TimeSpan.FromSeconds(45), summary.EndedAt - summary.StartedAt);
        Assert.Single(world.Channel.Arrived);
    }

    [Fact]
    public async Task A_throttled_alert_waits_as_told_where_its_channel_has_no_budget_and_other_scans_come_meanwhile()
    {
        await using var world = new ScanWorld();
        var account = await PostOneAsync(world);
        world.Channel.Answer(new AlertDelivery(AlertOutcome.Throttled, "slow", TimeSpan.FromMinutes(10)));
        world.Scan(account);

        Assert.Equal(1, world.Scan(account).Owed);
        Assert.Equal(1, world.Channel.Sends);

        world.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(1, world.Scan(account).Counts.Alerts);
    }

    [Theory]
    [InlineData(AlertOutcome.Throttled)]
    [InlineData(AlertOutcome.Transient)]
    public async Task A_channel_makes_an_alert_wait_no_longer_than_the_cap_and_what_it_asked_for_is_told(AlertOutcome outcome)
    {
        await using var world = new ScanWorld("", ("Scanning:BackoffCap", "600"));
        var account = await PostOneAsync(world);
        world.Channel.Answer(new AlertDelivery(outcome, "slow.", TimeSpan.FromDays(1)));

        var waiting = world.Scan(account);
        world.Time.Advance(TimeSpan.FromMinutes(10));
        var sent = world.Scan(account);

        Assert.Equal(1, waiting.Owed);
        Assert.EndsWith("slow. It asks to wait 86400 s; it is asked again after 600 s (Scanning:BackoffCap).", waiting.Message);
        Assert.Equal(1, sent.Counts.Alerts);
    }

    [Fact]
    public async Task An_alert_is_not_sent_by_a_process_that_was_stopped_in_its_turn_and_takes_a_new_one()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));
        world.Scan(account);
        world.Channel.Budget = new CallBudgetPlan("lunch", CallWindow.ParseMany("1,60"));
        var task = TaskOf(await AlertAsync(world, account), account);
        await ChangeAsync(world, account, alert => alert with { Stage = AlertStage.Recorded });
        world.Get<CountingStateStore>().Changed = changes => world.Time.Advance(TimeSpan.FromSeconds(changes.Any(IsAlert) ? 6 : 0));

        var stopped = await world.Get<SendAlert>().RunAsync(task, CancellationToken.None);

        Assert.Equal((AlertStage.Recorded, 1), (stopped.Stage, world.Channel.Sends));
        Assert.True(stopped.RetryAt <= world.Time.GetUtcNow());
        world.Get<CountingStateStore>().Changed = _ => { };
        Assert.Equal(AlertStage.Sent, (await world.Get<SendAlert>().RunAsync(task, CancellationToken.None)).Stage);
        Assert.Equal(2, world.Channel.Sends);
    }

    [Fact]
    public async Task An_upload_waits_as_told_keeps_its_file_and_is_not_taken_for_done()
    {
        await using var world = new ScanWorld();
        var account = await PostOneAsync(world);
        world.Channel.Uploads.Enqueue((new AlertUpload("F1"), new AlertDelivery(AlertOutcome.Throttled, "slow", TimeSpan.FromSeconds(12))));

        var summary = world.Scan(account);

        Assert.Equal(TimeSpan.FromSeconds(12), summary.EndedAt - summary.StartedAt);
        Assert.Equal([null, "F1"], world.Channel.FilesTakenUp);
        Assert.Equal("F1", Assert.Single(world.Channel.Drafts).Upload.File);
        Assert.Equal(0, (await AlertAsync(world, account)).Attempts);
    }

    [Fact]
    public async Task An_alert_whose_picture_cannot_be_uploaded_goes_without_it_after_a_few_attempts()
    {
        await using var world = new ScanWorld();
        var account = await PostOneAsync(world);
        for (var attempt = 0; attempt < 6; attempt++)
            world.Channel.Uploads.Enqueue((null, new AlertDelivery(AlertOutcome.Transient, "503")));

        await world.FollowAsync(account);
        world.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(1, world.Scan(account).Counts.Alerts);
        Assert.NotNull(Assert.Single(world.Channel.Drafts).Upload.Note);
    }

    private static bool IsAlert(StateChange change) => change.Key.StartsWith("alert/", StringComparison.Ordinal);
}
