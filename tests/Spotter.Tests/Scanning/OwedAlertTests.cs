using System.Globalization;
using Spotter.Alerting;
using Spotter.Posts;
using Spotter.Scanning;
using static Spotter.Tests.Scanning.OneAlert;

namespace Spotter.Tests.Scanning;

/// <summary>How an alert that cannot be delivered stays owed, until it is or is no news any more.</summary>
public sealed class OwedAlertTests
{
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

        var reason = string.Create(
            CultureInfo.InvariantCulture,
            $"An alert on post 1 of scripted:dave to channel 'lunch' is tried again at {due:yyyy-MM-dd HH:mm:ss} UTC: 503"
        );
        Assert.Equal((reason, 1), (summary.Message, summary.Owed));
        Assert.Empty(summary.Losses);
        Assert.Equal(reason, (await world.Get<ScanRepository>().FindProgressAsync(account, CancellationToken.None)).Trouble?.Reason);
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
}
