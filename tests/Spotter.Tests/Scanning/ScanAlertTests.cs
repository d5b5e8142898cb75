using System.Globalization;
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

        var summary = await world.FollowAsync(account);

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
        (world.Channel.FailingLookups, world.Channel.LookupFailure) = (8, new AlertDelivery(AlertOutcome.Throttled, "slow", TimeSpan.FromSeconds(7)));

        var summary = world.Scan(account);

        Assert.Equal(TimeSpan.FromSeconds(10 + (8 * 7)), summary.EndedAt - summary.StartedAt);
        Assert.Equal(1, summary.Counts.Alerts);
        Assert.Equal(1, world.Channel.Sends);
        Assert.Equal(1, (await AlertAsync(world, account)).Attempts);
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
    public async Task An_alert_that_cannot_be_delivered_stays_owed_and_is_tried_with_growing_waits()
    {
        await using var world = new ScanWorld();
        var account = await PostOneAsync(world);
        Fail(world, 9);

        var first = await world.FollowAsync(account);
        var owed = await AlertAsync(world, account);
        var tooEarly = world.Scan(account);
        var sendsBefore = world.Channel.Sends;
        world.Time.AdvanceTo(owed.DueAt!.Value);
        world.Scan(account);

        Assert.Equal(TimeSpan.FromSeconds(10 + 20 + 40 + 80), first.EndedAt - first.StartedAt);
        Assert.Equal(0, first.Counts.Failed + tooEarly.Counts.Failed);
        Assert.Equal(first.EndedAt + TimeSpan.FromSeconds(160), owed.DueAt);
        Assert.Equal(5, sendsBefore);
        Assert.Equal(6, world.Channel.Sends);
        Assert.Equal("503", owed.Reason);
    }

    [Fact]
    public async Task What_is_in_the_way_of_an_alert_is_told_with_its_account_and_channel()
    {
        await using var world = new ScanWorld();
        var account = await PostOneAsync(world);
        Fail(world, 9);

        var summary = world.Scan(account);
        var due = (await AlertAsync(world, account)).DueAt!.Value.UtcDateTime;

        var reason = string.Create(CultureInfo.InvariantCulture, $"An alert on post 1 of scripted:dave to channel 'lunch' is tried again at {due:yyyy-MM-dd HH:mm:ss} UTC: 503");
        Assert.Equal((reason, 1), (summary.Message, summary.Owed));
        Assert.Empty(summary.Losses);
        Assert.Equal(reason, (await world.Get<ScanRepository>().FindProgressAsync(account, CancellationToken.None)).Trouble?.Reason);
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
    public async Task A_scan_that_somebody_asks_for_sends_at_once_what_only_failed()
    {
        await using var world = new ScanWorld();
        var account = await PostOneAsync(world);
        Fail(world, 5);
        await world.FollowAsync(account);

        Assert.Equal(0, world.Scan(account).Counts.Alerts);
        Assert.Equal(1, world.Scan(new ScanRequest(account, IsAsked: true)).Counts.Alerts);
    }

    [Fact]
    public async Task A_scan_that_somebody_asks_for_does_not_send_before_the_channel_said()
    {
        await using var world = new ScanWorld();
        var account = await PostOneAsync(world);
        world.Channel.Answer(new AlertDelivery(AlertOutcome.Transient, "503", TimeSpan.FromMinutes(30)));
        world.Scan(account);

        Assert.Equal(1, world.Scan(new ScanRequest(account, IsAsked: true)).Owed);

        world.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(1, world.Scan(account).Counts.Alerts);
        Assert.Equal(2, world.Channel.Sends);
    }

    [Theory]
    [InlineData(AlertOutcome.Transient)]
    [InlineData(AlertOutcome.Unknown)]
    [InlineData(AlertOutcome.Refused)]
    public async Task An_outage_of_hours_delays_an_alert_and_loses_nothing(AlertOutcome outcome)
    {
        await using var world = new ScanWorld();
        var account = await PostOneAsync(world);
        var posted = world.Time.GetUtcNow();
        Fail(world, 12, outcome);

        var sent = 0L;
        while (sent == 0 && world.Time.GetUtcNow() - posted < TimeSpan.FromHours(24))
        {
            sent = world.Scan(account).Counts.Alerts;
            world.Time.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal(1, sent);
        Assert.Single(world.Channel.Arrived);
        Assert.StartsWith("late: posted ", world.Channel.Drafts[^1].Lateness);
        Assert.All(await world.PostsAsync(account), post => Assert.Equal(PostStage.Done, post.Stage));
    }

    [Fact]
    public async Task No_wait_is_longer_than_the_cap_however_often_it_failed_and_whatever_was_asked_for()
    {
        await using var world = new ScanWorld();
        var account = await PostOneAsync(world);
        Fail(world, 5);
        world.Scan(account);
        await ChangeAsync(world, account, alert => alert with { Attempts = 60, DueAt = null });
        world.Channel.Answer(new AlertDelivery(AlertOutcome.Transient, "503", TimeSpan.FromDays(24_000)));

        world.Scan(account);

        Assert.Equal(world.Time.GetUtcNow() + TimeSpan.FromHours(1), (await AlertAsync(world, account)).DueAt);
    }

    [Fact]
    public async Task A_clock_that_was_ahead_makes_no_wait_longer_than_the_cap()
    {
        await using var world = new ScanWorld();
        var account = await PostOneAsync(world);
        Fail(world, 5);
        await world.FollowAsync(account);
        await ChangeAsync(world, account, alert => alert with { DueAt = world.Time.GetUtcNow() + TimeSpan.FromDays(40) });

        Assert.Equal(1, world.Scan(account).Counts.Alerts);
    }

    [Fact]
    public async Task An_alert_that_became_too_old_to_be_news_is_given_up_and_told()
    {
        await using var world = new ScanWorld("", ("Scanning:AlertMaxAge", "06:00:00"));
        var account = await PostOneAsync(world);
        Fail(world, 100, AlertOutcome.Refused, "an error of tomorrow");
        world.Scan(account);
        world.Time.Advance(TimeSpan.FromHours(6));

        var summary = world.Scan(account);

        Assert.Equal(1, summary.Counts.Failed);
        Assert.Matches("post 1 of scripted:dave to channel 'lunch' .* too old to be news.* 6 h.* an error of tomorrow", summary.Message);
        Assert.Equal(AlertStage.Failed, (await AlertAsync(world, account)).Stage);
        Assert.All(await world.PostsAsync(account), post => Assert.Equal(PostStage.Done, post.Stage));
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
    public async Task An_alert_that_was_brought_back_is_news_again_and_sent_once()
    {
        await using var world = new ScanWorld();
        var account = await PostOneAsync(world);
        Fail(world, 5);
        await world.FollowAsync(account);
        world.Time.Advance(TimeSpan.FromHours(25));
        var task = TaskOf(await AlertAsync(world, account), account);
        var send = world.Get<SendAlert>();
        Assert.Equal(AlertStage.Failed, (await send.RunAsync(task, CancellationToken.None)).Stage);

        await ChangeAsync(world, account, alert => alert.Revive(world.Time.GetUtcNow()));

        Assert.Equal(AlertStage.Sent, (await send.RunAsync(task, CancellationToken.None)).Stage);
        Assert.Single(world.Channel.Arrived);
    }

    [Fact]
    public async Task A_refused_alert_with_a_picture_is_sent_once_more_then_as_plain_text_and_then_given_up()
    {
        await using var world = new ScanWorld();
        var account = await PostOneAsync(world);
        world.Channel.Uploads.Enqueue((new AlertUpload("F1"), null));
        Fail(world, 3, AlertOutcome.Rejected, "invalid_blocks");

        var summary = world.Scan(account);

        Assert.Equal([false, false, true], world.Channel.Drafts.Select(draft => draft.IsPlain));
        Assert.Equal(["F1", "F1", null], world.Channel.Drafts.Select(draft => draft.Upload.File));
        Assert.Equal(1, summary.Counts.Failed);
        Assert.Contains("invalid_blocks", summary.Message);
    }

    [Fact]
    public async Task A_refused_alert_without_a_picture_goes_as_plain_text()
    {
        await using var world = new ScanWorld();
        var account = await PostOneAsync(world);
        Fail(world, 1, AlertOutcome.Rejected, "msg_too_long");

        Assert.Equal(1, world.Scan(account).Counts.Alerts);
        Assert.Equal([false, true], world.Channel.Drafts.Select(draft => draft.IsPlain));
    }

    [Fact]
    public async Task Refusals_are_counted_over_scans()
    {
        await using var world = new ScanWorld("", ("Scanning:MaxPostAttempts", "1"));
        var account = await PostOneAsync(world);
        Fail(world, 1, AlertOutcome.Rejected, "msg_too_long");

        world.Scan(account);
        world.Scan(account);

        Assert.Equal([false, true], world.Channel.Drafts.Select(draft => draft.IsPlain));
        Assert.Single(world.Channel.Arrived);
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

    private static async Task<AccountId> PostOneAsync(ScanWorld world)
    {
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));
        return account;
    }

    private static void Fail(ScanWorld world, int times, AlertOutcome outcome = AlertOutcome.Transient, string message = "503")
    {
        for (var attempt = 0; attempt < times; attempt++)
            world.Channel.Answer(new AlertDelivery(outcome, message));
    }

    private static async Task<AlertRecord> AlertAsync(ScanWorld world, AccountId account) =>
        await world.Get<PostRepository>().ListAlertsAsync(account, CancellationToken.None).SingleAsync();

    private static AlertTask TaskOf(AlertRecord alert, AccountId account) => new(account, alert.PostKey, alert.Message.Id);

    private static async Task ChangeAsync(ScanWorld world, AccountId account, Func<AlertRecord, AlertRecord> change)
    {
        var posts = world.Get<PostRepository>();
        var stored = await posts.GetAlertAsync(TaskOf(await AlertAsync(world, account), account), CancellationToken.None);
        await posts.SaveAlertAsync(account, change(stored.Value), stored.Version, CancellationToken.None);
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
