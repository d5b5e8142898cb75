using Spotter.Calls;
using Spotter.Scanning;
using Spotter.Sources;
using Spotter.State;

namespace Spotter.Tests.Scanning;

/// <summary>How long a scan waits for its source, and what it does not wait for.</summary>
public sealed class ScanWaitTests
{
    private static readonly SourceFailure Throttled = new(FailureKind.Throttled, "slow down", TimeSpan.FromMinutes(7));
    private static readonly SourceFailure Transient = new(FailureKind.Transient, "cut off");

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
    public async Task A_scan_says_what_it_does_until_when_and_why()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Answer("dave", PageResult.Failed(Throttled));
        var until = world.Time.GetUtcNow() + TimeSpan.FromMinutes(7);

        world.Scan(account);

        var reading = new ScanStatus(ScanStage.ReadingPage, Count: 1);
        ScanStatus[] expected = [reading, new(ScanStage.WaitingForCall, until, "slow down"), reading];
        Assert.Equal(expected, world.Statuses);
    }

    [Fact]
    public async Task A_scan_that_is_not_to_wait_ends_and_says_until_when_it_would()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1"));
        world.Source.Answer("dave", PageResult.Failed(Throttled));
        var until = world.Time.GetUtcNow().UtcDateTime + TimeSpan.FromMinutes(7);

        var ended = world.Scan(new ScanRequest(account, IsAsked: true, NoWait: true));
        var next = world.Scan(account);

        Assert.Equal((ScanOutcome.Deferred, FailureKind.Throttled), (ended.Outcome, ended.Failure!.Value));
        Assert.Equal($"waits until {until:yyyy-MM-dd HH:mm:ss} UTC: slow down", ended.Message);
        Assert.Equal(ended.StartedAt, ended.EndedAt);
        Assert.Equal((ScanOutcome.Completed, 1), (next.Outcome, next.Counts.Posts));
    }

    [Fact]
    public async Task A_scan_that_is_not_to_wait_is_no_failure_and_takes_nothing_away_from_one()
    {
        await using var world = new ScanWorld("1,30");
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1"));
        world.Scan(account);

        world.Scan(new ScanRequest(account, IsAsked: true, NoWait: true));
        var well = await world.Get<ScanRepository>().FindProgressAsync(account, CancellationToken.None);
        world.Source.Answer("dave", PageResult.Failed(new SourceFailure(FailureKind.Unavailable, "it is gone")));
        world.Scan(account);
        world.Scan(new ScanRequest(account, IsAsked: true, NoWait: true));
        var gone = await world.Get<ScanRepository>().FindProgressAsync(account, CancellationToken.None);

        Assert.Equal((null, 0), (well.Trouble, well.FailuresInARow));
        Assert.Equal(("it is gone", 1), (gone.Trouble!.Reason, gone.FailuresInARow));
    }

    [Fact]
    public async Task A_scan_that_is_not_to_wait_ends_where_its_call_budget_is_empty()
    {
        await using var world = new ScanWorld("1,30");
        var account = await world.WatchAsync("dave");
        world.Scan(account);

        var ended = world.Scan(new ScanRequest(account, IsAsked: true, NoWait: true));

        Assert.Equal((ScanOutcome.Deferred, null), (ended.Outcome, ended.Failure));
        Assert.Matches("^waits until .* UTC: the call budget.$", ended.Message);
        Assert.Equal(ended.StartedAt, ended.EndedAt);
    }

    [Fact]
    public async Task Waits_grow_by_the_exponent_and_the_scan_ends_after_so_many_attempts()
    {
        await using var world = new ScanWorld(
            "", ("Scanning:BackoffMultiplier", "10"), ("Scanning:BackoffExponent", "3"), ("Scanning:MaxCallAttempts", "4"));
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
        await world.Get<FetchPage>().RunAsync(
            new FetchPageInput(walled, "x", ScanMode.New, null, 10, 1, world.Time.GetUtcNow()), CancellationToken.None);

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
    public async Task A_page_that_is_asked_for_before_its_turn_is_not_asked_of_the_source()
    {
        await using var world = new ScanWorld("1,30");
        world.Source.Add("dave", world.NewPost("1"));
        var first = new FetchPageInput(await world.WatchAsync("dave"), "x", ScanMode.New, null, 10, 1, world.Time.GetUtcNow());
        var other = first with { Account = await world.WatchAsync("anna"), InstanceId = "y" };
        await world.Get<FetchPage>().RunAsync(first, CancellationToken.None);

        var page = await world.Get<FetchPage>().RunAsync(other, CancellationToken.None);

        Assert.Equal((null, world.Time.GetUtcNow() + TimeSpan.FromSeconds(30)), (page.Failure, page.RetryAt));
        Assert.Equal(["dave"], world.Source.Calls);
    }

    [Fact]
    public async Task Waiting_for_the_budget_uses_up_no_attempt()
    {
        await using var world = new ScanWorld("1,30", ("Scanning:MaxCallAttempts", "2"));
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", Enumerable.Range(1, 9).Select(n => world.NewPost($"{n}", n)));
        world.Source.Answer("dave", null, PageResult.Failed(Transient), null, PageResult.Failed(Transient));

        var summary = world.Scan(account);

        Assert.Equal((ScanOutcome.Completed, 9), (summary.Outcome, summary.Counts.Posts));
        Assert.Equal(5, world.Source.Calls.Count);
    }

    [Fact]
    public async Task A_wall_that_another_account_meets_holds_for_a_scan_that_waits_for_its_turn()
    {
        await using var world = new ScanWorld("1,30");
        var (waiting, walled) = (await world.WatchAsync("dave"), await world.WatchAsync("anna"));
        world.Source.Add("dave", Enumerable.Range(1, 6).Select(n => world.NewPost($"{n}", n)));
        world.Source.Answer("anna", PageResult.Failed(new SourceFailure(FailureKind.Blocked, "a wall")));
        var call = new FetchPageInput(walled, "x", ScanMode.New, null, 10, 1, world.Time.GetUtcNow());
        await world.Get<CallBudget>().CallAsync<string>(
            world.Source.Budget, "first", _ => Task.FromResult<string?>("posts"), CancellationToken.None);
        await world.Get<FetchPage>().RunAsync(call, CancellationToken.None);
        await world.Get<FetchPage>().RunAsync(call with { Account = waiting, InstanceId = "y" }, CancellationToken.None);
        world.Time.Advance(TimeSpan.FromSeconds(30));
        await world.Get<FetchPage>().RunAsync(call, CancellationToken.None);
        world.Time.Advance(TimeSpan.FromSeconds(30));

        var page = await world.Get<FetchPage>().RunAsync(call with { Account = waiting, InstanceId = "y" }, CancellationToken.None);

        Assert.True(page.RetryAt >= world.Time.GetUtcNow() + TimeSpan.FromHours(5.9), $"{page.RetryAt}");
        Assert.Equal(["anna"], world.Source.Calls);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1,30")]
    public async Task A_wall_costs_one_call_and_holds_for_another_account_and_after_a_restart(string budget)
    {
        await using var world = new ScanWorld(budget);
        var call = new FetchPageInput(await world.WatchAsync("dave"), "x", ScanMode.New, null, 10, 1, world.Time.GetUtcNow());
        var other = call with { Account = await world.WatchAsync("anna"), InstanceId = "y" };
        world.Source.Add("anna", world.NewPost("1"));
        world.Source.Answer("dave", PageResult.Failed(new SourceFailure(FailureKind.Blocked, "a wall")));
        var wall = world.Time.GetUtcNow();
        await world.Get<FetchPage>().RunAsync(call, CancellationToken.None);

        using var restarted = new CallBudget(world.Get<IStateStore>(), world.Time);
        var pause = await restarted.FindPauseAsync(world.Source.Budget, CancellationToken.None);
        var page = await world.Get<FetchPage>().RunAsync(other, CancellationToken.None);

        Assert.Equal(new CallPause(wall + TimeSpan.FromHours(6), "a wall"), pause);
        Assert.Equal((null, wall + TimeSpan.FromHours(6)), (page.Failure, page.RetryAt));
        Assert.Single(world.Source.Calls);
    }

    [Theory]
    [InlineData(FailureKind.Throttled)]
    [InlineData(FailureKind.Blocked)]
    [InlineData(FailureKind.Transient)]
    public async Task No_source_makes_a_scan_wait_longer_than_a_week_and_the_scan_says_what_was_asked_for(FailureKind kind)
    {
        await using var world = new ScanWorld("1,30");
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1"));
        world.Source.Answer("dave", PageResult.Failed(new SourceFailure(kind, "slow down.", TimeSpan.FromSeconds(int.MaxValue))));

        var summary = world.Scan(account);

        Assert.Equal((ScanOutcome.Completed, TimeSpan.FromDays(7)), (summary.Outcome, summary.EndedAt - summary.StartedAt));
        var wait = Assert.Single(world.Statuses.OfType<ScanStatus>(), status => status.Stage == ScanStage.WaitingForCall);
        Assert.StartsWith("slow down. It asks to wait 24855 days; it is asked again after 7", wait.Reason);
        Assert.EndsWith("spotter budgets clear scripted", wait.Reason);
    }
}
