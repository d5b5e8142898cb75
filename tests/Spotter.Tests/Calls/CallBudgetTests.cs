using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Spotter.Calls;
using Spotter.State;
using Spotter.Tests.Scanning;

namespace Spotter.Tests.Calls;

public sealed class CallBudgetTests
{
    private static readonly Gen<CallWindow[]> Windows = Gen.Choose(1, 6)
        .Zip(Gen.Choose(1, 600))
        .Select(pair => new CallWindow(pair.Item1, TimeSpan.FromSeconds(pair.Item2)))
        .NonEmptyListOf()
        .Select(list => list.Take(3).ToArray());

    [Fact]
    public async Task Every_window_holds_where_calls_arrive_however_late_stopped_or_killed_their_callers_are()
    {
        await using var world = new ScanWorld();
        var store = world.Get<IStateStore>();
        var property = Prop.ForAll(
            Windows.ToArbitrary(),
            Gen.Choose(1, 3).ToArbitrary(),
            Gen.Choose(0, int.MaxValue).ToArbitrary(),
            (windows, hosts, seed) =>
            {
                var budgets = Enumerable.Range(0, hosts).Select(_ => new CallBudget(store, world.Time)).ToList();
                var server = new BudgetedServer(
                    world.Time, Plan(windows), budgets, new Random(seed), caller => (caller[^1] + seed) % 2 == 0)
                {
                    Latency = TimeSpan.FromSeconds(seed % 15),
                    HasTroubles = true,
                };

                server.Run(callers: 5, calls: 25);

                budgets.ForEach(budget => budget.Dispose());
                return (server.Arrivals.Count == 25 && !server.FindBroken().Any()).Label(string.Join('\n', server.FindBroken()));
            });
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    [Theory]
    [InlineData("1,30", 0, 270)]
    [InlineData("1,30", 1, 288)]
    [InlineData("10,60 1,2", 0, 18)]
    [InlineData("10,60 1,2", 1, 36)]
    [InlineData("10,60", 3, 6)]
    public async Task Calls_are_made_as_often_as_the_windows_allow_after_each_answer(string windows, double latency, double mostSeconds)
    {
        await using var world = new ScanWorld();
        var server = new BudgetedServer(
            world.Time, Plan(CallWindow.ParseMany(windows)), [world.Get<CallBudget>()], new Random(1), _ => false)
        {
            Latency = TimeSpan.FromSeconds(latency),
        };

        server.Run(callers: 5, calls: 10);

        Assert.InRange(server.Arrivals[^1].At - server.Arrivals[0].At, TimeSpan.Zero, TimeSpan.FromSeconds(mostSeconds));
    }

    [Theory]
    [InlineData("1,1", 0.4)]
    [InlineData("3,60", 9)]
    public async Task Callers_take_turns_in_the_order_in_which_they_came(string windows, double latency)
    {
        await using var world = new ScanWorld();
        using var other = new CallBudget(world.Get<IStateStore>(), world.Time);
        var plan = Plan(CallWindow.ParseMany(windows));
        var server = new BudgetedServer(world.Time, plan, [world.Get<CallBudget>(), other], new Random(1), _ => false)
        {
            Latency = TimeSpan.FromSeconds(latency),
        };

        server.Run(callers: 7, calls: 35);

        Assert.All(server.Arrivals.CountBy(arrival => arrival.Caller), calls => Assert.InRange(calls.Value, 4, 6));
    }

    [Fact]
    public async Task Who_has_no_turn_yet_keeps_its_place_by_coming_again()
    {
        await using var world = new ScanWorld();
        var plan = Plan(CallWindow.ParseMany("1,30"));
        Assert.Null(await CallAsync(world, plan, "first"));

        Assert.Equal(30, await CallAsync(world, plan, "second"));
        Assert.Equal(60, await CallAsync(world, plan, "third"));
        Assert.Equal(30, await CallAsync(world, plan, "second"));
        Assert.Equal(60, await CallAsync(world, plan, "third"));
        Assert.Equal(90, await CallAsync(world, plan, "fourth"));
    }

    [Fact]
    public async Task Nobody_overtakes_who_came_before()
    {
        await using var world = new ScanWorld();
        var plan = Plan(CallWindow.ParseMany("2,30"));
        Assert.Null(await CallAsync(world, plan, "first"));
        Assert.Null(await CallAsync(world, plan, "second"));
        Assert.Equal(30, await CallAsync(world, plan, "third"));
        world.Time.Advance(TimeSpan.FromSeconds(29.5));

        Assert.Equal(0.5, await CallAsync(world, plan, "fourth"));
        Assert.Equal(30.5, await CallAsync(world, plan, "fifth"));
    }

    [Fact]
    public async Task Who_does_not_come_in_its_turn_costs_no_more_than_that_turn()
    {
        await using var world = new ScanWorld();
        var plan = Plan(CallWindow.ParseMany("1,30"));
        await CallAsync(world, plan, "first");
        await CallAsync(world, plan, "dead");
        Assert.Equal(60, await CallAsync(world, plan, "third"));
        world.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.Null(await CallAsync(world, plan, "third"));
    }

    [Fact]
    public async Task However_many_look_for_new_posts_old_ones_come_in_the_end()
    {
        await using var world = new ScanWorld();
        var server = new BudgetedServer(
            world.Time, Plan(CallWindow.ParseMany("1,30")), [world.Get<CallBudget>()], new Random(1), caller => caller == "caller 0");

        server.Run(callers: 4, calls: 500);

        Assert.InRange(server.Arrivals.Count(arrival => arrival.Caller == "caller 0"), 3, 6);
    }

    [Fact]
    public async Task A_call_counts_when_its_answer_is_there()
    {
        await using var world = new ScanWorld();
        var plan = Plan(CallWindow.ParseMany("1,30"));
        await world.Get<CallBudget>().CallAsync(plan, "slow", _ => AnswerAfterAsync(world, 7), CancellationToken.None);

        Assert.Equal(30, await CallAsync(world, plan, "next"));
    }

    [Fact]
    public async Task A_call_that_failed_counts()
    {
        await using var world = new ScanWorld();
        var plan = Plan(CallWindow.ParseMany("1,30"));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => world.Get<CallBudget>().CallAsync<string>(
                plan, "broken", _ => throw new InvalidOperationException("a bug"), CancellationToken.None));

        Assert.Equal(30, await CallAsync(world, plan, "next"));
    }

    [Fact]
    public async Task A_call_whose_process_died_counts_when_it_could_last_have_arrived()
    {
        await using var world = new ScanWorld();
        var plan = Plan(CallWindow.ParseMany("1,30")) with { MaxCall = TimeSpan.FromSeconds(20) };
        var begun = new TaskCompletionSource();
        _ = world.Get<CallBudget>().CallAsync(plan, "dead", _ => NeverAnswerAsync(begun), CancellationToken.None);
        await begun.Task;

        Assert.Equal(30, await CallAsync(world, plan, "next"));
        world.Time.Advance(TimeSpan.FromSeconds(30));
        // Five seconds until it must have been sent, and twenty on its way.
        Assert.Equal(25, await CallAsync(world, plan, "next"));
        world.Time.Advance(TimeSpan.FromSeconds(25));
        Assert.Null(await CallAsync(world, plan, "next"));
    }

    [Fact]
    public async Task A_process_that_was_stopped_between_its_turn_and_its_call_takes_a_new_turn()
    {
        await using var world = new ScanWorld();
        var plan = Plan(CallWindow.ParseMany("1,30"));
        world.Get<CountingStateStore>().Changed = _ => world.Time.Advance(TimeSpan.FromSeconds(6));

        Assert.True(await CallAsync(world, plan, "stopped") <= 0);

        world.Get<CountingStateStore>().Changed = _ => { };
        Assert.Null(await CallAsync(world, plan, "stopped"));
    }

    [Fact]
    public async Task No_call_is_made_during_a_pause_not_even_by_who_has_a_turn()
    {
        await using var world = new ScanWorld();
        var plan = Plan(CallWindow.ParseMany("1,30"));
        await CallAsync(world, plan, "first");
        Assert.Equal(30, await CallAsync(world, plan, "second"));
        var until = world.Time.GetUtcNow() + TimeSpan.FromHours(6);
        await world.Get<CallBudget>().DeferAsync(plan, until, "a wall", CancellationToken.None);
        await world.Get<CallBudget>().DeferAsync(plan, until - TimeSpan.FromHours(1), "a shorter one", CancellationToken.None);
        world.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal((6 * 3_600) - 30, await CallAsync(world, plan, "second"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1,30")]
    public async Task A_pause_that_is_lifted_holds_nobody_up(string windows)
    {
        await using var world = new ScanWorld();
        var plan = Plan(CallWindow.ParseMany(windows));
        await world.Get<CallBudget>().DeferAsync(plan, world.Time.GetUtcNow() + TimeSpan.FromHours(6), "a wall", CancellationToken.None);
        Assert.Equal(6 * 3_600, await CallAsync(world, plan, "anybody"));

        var lifted = await world.Get<CallBudget>().ClearAsync(plan.Name, CancellationToken.None);

        Assert.Equal("a wall", lifted?.Reason);
        Assert.Null(await CallAsync(world, plan, "somebody"));
        Assert.Null(await world.Get<CallBudget>().ClearAsync(plan.Name, CancellationToken.None));
    }

    [Fact]
    public async Task A_pause_that_was_lifted_is_taken_back_until_the_time_it_had()
    {
        await using var world = new ScanWorld();
        var plan = Plan(CallWindow.ParseMany("1,30"));
        var budget = world.Get<CallBudget>();
        await budget.DeferAsync(plan, world.Time.GetUtcNow() + TimeSpan.FromHours(6), "a wall", CancellationToken.None);
        await budget.ClearAsync(plan.Name, CancellationToken.None);
        world.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal("a wall", (await budget.UnclearAsync(plan.Name, CancellationToken.None))?.Reason);
        Assert.Equal(5 * 3_600, await CallAsync(world, plan, "anybody"));
        Assert.Null(await budget.UnclearAsync(plan.Name, CancellationToken.None));
        await budget.ClearAsync(plan.Name, CancellationToken.None);
        world.Time.Advance(TimeSpan.FromHours(5));
        Assert.Null(await budget.UnclearAsync(plan.Name, CancellationToken.None));
    }

    [Fact]
    public async Task No_pause_is_longer_than_a_week()
    {
        await using var world = new ScanWorld();
        var plan = Plan([]);

        await world.Get<CallBudget>().DeferAsync(plan, DateTimeOffset.MaxValue, "the year 9999", CancellationToken.None);

        Assert.Equal(7 * 86_400, await CallAsync(world, plan, "anybody"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1,30")]
    public async Task A_clock_that_was_far_ahead_makes_nobody_wait(string windows)
    {
        await using var world = new ScanWorld();
        var plan = Plan(CallWindow.ParseMany(windows));
        var ahead = world.Time.GetUtcNow() + TimeSpan.FromDays(40);
        var record = new CallBudgetRecord(
            [], ahead, Waiting: windows.Length == 0 ? null : [new CallerTurn("first", ahead.ToUnixTimeMilliseconds())]);
        await world.Get<IStateStore>().TryChangeAsync(
            "budgets", [StateChange.Put(plan.Name, record, CallBudgetJson.Default.CallBudgetRecord)], CancellationToken.None);

        Assert.Null(await CallAsync(world, plan, "second"));
    }

    [Fact]
    public async Task Slots_that_an_earlier_version_handed_out_count_as_calls()
    {
        await using var world = new ScanWorld();
        var plan = Plan(CallWindow.ParseMany("1,30 2,100"));
        var now = world.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var record = $$"""{"slots":[{{now - 20_000}},{{now + 10_000}}],"notBefore":"1970-01-01T00:00:00+00:00"}""";
        await world.Get<IStateStore>().TryChangeAsync(
            "budgets", [StateChange.Put(plan.Name, Encoding.UTF8.GetBytes(record))], CancellationToken.None);

        Assert.Equal(80, await CallAsync(world, plan, "next"));
    }

    [Fact]
    public async Task A_plan_without_windows_never_waits_and_leaves_the_state_alone()
    {
        await using var world = new ScanWorld();
        var state = world.Get<CountingStateStore>();
        var before = (state.Reads, state.Changes);

        for (var call = 0; call < 10; call++)
            Assert.Null(await CallAsync(world, CallBudgetPlan.NoLimit, "anybody"));

        Assert.Equal(before, (state.Reads, state.Changes));
    }

    private static CallBudgetPlan Plan(IReadOnlyList<CallWindow> windows) => new(Guid.NewGuid().ToString("N"), windows);

    /// <summary>Makes a call that is answered at once; else says in how many seconds to come again.</summary>
    private static async Task<double?> CallAsync(ScanWorld world, CallBudgetPlan plan, string caller)
    {
        var (answer, comeAt) = await world.Get<CallBudget>().CallAsync<string>(
            plan, caller, _ => Task.FromResult<string?>("posts"), CancellationToken.None);
        return answer is null ? (comeAt!.Value - world.Time.GetUtcNow()).TotalSeconds : null;
    }

    private static Task<string?> AnswerAfterAsync(ScanWorld world, double seconds)
    {
        world.Time.Advance(TimeSpan.FromSeconds(seconds));
        return Task.FromResult<string?>("posts");
    }

    private static Task<string?> NeverAnswerAsync(TaskCompletionSource begun)
    {
        begun.SetResult();
        return new TaskCompletionSource<string?>().Task;
    }
}
