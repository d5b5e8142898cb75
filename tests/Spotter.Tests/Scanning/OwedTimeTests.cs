using System.Text;
using Spotter.Alerting;
using Spotter.Calls;
using Spotter.Scanning;
using Spotter.Sources;
using Spotter.State;
using static Spotter.Tests.Scanning.OneAlert;

namespace Spotter.Tests.Scanning;

/// <summary>When what is owed is tried again, whatever clocks, crashes and broken records did to its times.</summary>
public sealed class OwedTimeTests
{
    [Fact]
    public async Task A_held_alert_is_owed_at_a_time_although_its_channel_is_to_be_checked_by_now()
    {
        await using var world = new ScanWorld();
        var account = await PostOneAsync(world);
        world.Channel.Problem = "invalid_auth: set a new token";
        world.Scan(account);
        world.Time.Advance(TimeSpan.FromMinutes(2));

        world.Scan(account);

        var marker = await world.Get<OwedAccounts>().FindDueAsync(
            "scripted", world.Time.GetUtcNow() + TimeSpan.FromHours(1), CancellationToken.None);
        Assert.Equal(account, Assert.Single(marker).Key);
    }

    [Fact]
    public async Task An_account_that_owes_nothing_is_not_marked_although_the_end_of_its_last_scan_was_cut_off()
    {
        await using var world = new ScanWorld();
        var account = await PostOneAsync(world);
        // The marker is set before the end is recorded.
        await world.Get<OwedAccounts>().SetAsync(account, world.Time.GetUtcNow(), CancellationToken.None);

        Assert.Equal(0, world.Scan(account).Owed);

        Assert.Empty(await world.Get<OwedAccounts>().FindDueAsync("scripted", DateTimeOffset.MaxValue, CancellationToken.None));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_record_that_cannot_be_read_breaks_no_scan_that_somebody_asks_for(bool isAsked, bool retryFailed)
    {
        await using var world = new ScanWorld();
        var account = await PostOneAsync(world);
        world.Channel.Answer(new AlertDelivery(AlertOutcome.Transient, "503", TimeSpan.FromMinutes(30)));
        world.Scan(account);
        var alert = await AlertAsync(world, account);
        await world.Get<IStateStore>().TryChangeAsync(
            account.ToString(), [StateChange.Put($"alert/{alert.PostKey}/{alert.Message.Id}", "{"u8.ToArray())], CancellationToken.None);
        world.Source.Add("dave", world.NewPost("2", 2, "board-2"));

        var summary = world.Scan(new ScanRequest(account, IsAsked: isAsked, RetryFailed: retryFailed));

        Assert.Equal((ScanOutcome.Completed, 1), (summary.Outcome, summary.Counts.Alerts));
    }

    [Fact]
    public async Task A_picture_that_is_gone_once_after_days_of_an_outage_is_still_owed()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));
        world.Source.BreakPicture("board-1", Enumerable.Repeat(new SourceFailure(FailureKind.Transient, "cut off"), 500));
        for (var day = 0; day < 4; day++, world.Time.Advance(TimeSpan.FromDays(1)))
            world.Scan(account);

        world.Source.BreakPicture("board-1", new SourceFailure(FailureKind.Unavailable, "gone"));
        var summary = world.Scan(account);

        Assert.Equal((0, 1), (summary.Counts.Failed, summary.Owed));
    }

    [Fact]
    public async Task A_scan_that_comes_before_its_time_says_when_the_post_is_tried_again()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));
        world.Source.BreakPicture("board-1", new SourceFailure(FailureKind.Throttled, "slow down", TimeSpan.FromHours(1)));
        world.Scan(account);

        world.Source.Replace("dave", "1", world.NewPost("1", 1, "board-1"));
        var summary = world.Scan(account);

        var post = Assert.Single(await world.PostsAsync(account));
        Assert.Equal(1, summary.Owed);
        Assert.Contains($"is tried again at {post.DueAt:yyyy-MM-dd HH:mm:ss} UTC: slow down", summary.Message);
    }

    [Fact]
    public async Task A_wait_that_a_picture_host_asked_for_is_kept_although_the_page_has_a_fresh_address()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        var post = world.NewPost("1", 1, "board-1");
        world.Source.Add("dave", post);
        world.Source.BreakPicture("board-1", new SourceFailure(FailureKind.Throttled, "slow down", TimeSpan.FromHours(1)));
        world.Scan(account);
        world.Source.Replace("dave", "1", post with { Pictures = [new PostPicture("board-fresh")] });
        world.Source.Add("dave", world.NewPost("2", 2));

        world.Scan(account);
        Assert.Equal(0, world.Source.PicturesAsked("board-fresh"));

        world.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, world.Scan(account).Counts.Alerts);
    }

    [Fact]
    public async Task A_budget_that_a_clock_far_ahead_left_behind_keeps_nobody_waiting()
    {
        await using var world = new ScanWorld();
        var plan = new CallBudgetPlan("ahead", CallWindow.ParseMany("1,30"));
        var ahead = world.Time.GetUtcNow() + TimeSpan.FromDays(365);
        var at = ahead.ToUnixTimeMilliseconds();
        var record = $$"""{"slots":[{{at}}],"notBefore":"{{ahead:O}}","open":[{{at}}],"waiting":[{"caller":"dead","at":{{at}}}]}""";
        await world.Get<IStateStore>().TryChangeAsync(
            "budgets", [StateChange.Put(plan.Name, Encoding.UTF8.GetBytes(record))], CancellationToken.None);
        var budget = world.Get<CallBudget>();

        var (_, comeAt) = await budget.CallAsync<string>(plan, "next", _ => Task.FromResult<string?>("posts"), CancellationToken.None);
        Assert.Equal(world.Time.GetUtcNow() + TimeSpan.FromSeconds(30), comeAt);
        world.Time.AdvanceTo(comeAt!.Value);

        Assert.Equal(
            "posts", (await budget.CallAsync<string>(plan, "next", _ => Task.FromResult<string?>("posts"), CancellationToken.None)).Answer);
    }

    [Fact]
    public async Task An_alert_that_another_host_sent_meanwhile_stays_sent()
    {
        await using var world = new ScanWorld();
        var account = await PostOneAsync(world);
        world.Channel.Answer(new AlertDelivery(AlertOutcome.Transient, "503"));
        world.Get<CountingStateStore>().Changed = changes =>
        {
            if (!changes.Any(BeginsSend))
                return;

            world.Get<CountingStateStore>().Changed = _ => { };
            ChangeAsync(world, account, alert => alert with { Stage = AlertStage.Sent }).GetAwaiter().GetResult();
        };

        await world.FollowAsync(account);

        Assert.Equal(1, world.Channel.Sends);
        Assert.Equal(AlertStage.Sent, (await AlertAsync(world, account)).Stage);
    }

    private static bool BeginsSend(StateChange change) =>
        change.Key.StartsWith("alert/", StringComparison.Ordinal)
        && Encoding.UTF8.GetString(change.Value.Span).Contains("\"Sending\"", StringComparison.Ordinal);
}
