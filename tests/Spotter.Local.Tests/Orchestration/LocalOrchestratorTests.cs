using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Spotter.Calls;
using Spotter.Contracts;
using Spotter.Local.Orchestration;
using Spotter.Local.State;
using Spotter.Orchestration;

namespace Spotter.Local.Tests.Orchestration;

public sealed class LocalOrchestratorTests : IAsyncDisposable
{
    private static readonly OrchestrationDefinition<int, int> CountMany = new("CountMany", async (context, items) =>
    {
        var count = 0;
        await BoundedFanOut.RunAsync(Enumerable.Range(0, items), 16, async item =>
        {
            await context.CallActivityAsync(Yield.Definition, item);
            var seen = count;
            Thread.SpinWait(200);
            count = seen + 1;
        });
        return count;
    });

    private static readonly OrchestrationDefinition<DateTimeOffset, DateTimeOffset> WaitsForBudget = new(
        "WaitsForBudget",
        async (context, until) =>
        {
            await context.WaitForBudgetAsync(until);
            return context.CurrentTime;
        });

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");
    private readonly SqliteStateStore _state;
    private readonly CallBudget _budget;

    public LocalOrchestratorTests()
    {
        _state = new SqliteStateStore(Options.Create(new StateOptions { Path = Path.Combine(_folder.FullName, "spotter.db") }));
        _budget = new CallBudget(_state, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _budget.Dispose();
        await _state.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task No_two_parts_of_an_orchestration_run_at_once() =>
        Assert.Equal(5_000, await Open(out _).RunAsync(CountMany, 5_000, "count", CancellationToken.None));

    [Fact]
    public async Task A_run_is_known_until_it_has_ended()
    {
        var orchestrator = Open(out var running);
        var gate = new TaskCompletionSource();
        var wait = new OrchestrationDefinition<int, string>("Wait", async (context, _) =>
        {
            await gate.Task;
            return context.InstanceId;
        });

        var run = orchestrator.RunAsync(wait, 0, "wait", CancellationToken.None);
        Assert.True(running.Contains("wait#1"));
        gate.SetResult();

        Assert.Equal("wait#1", await run);
        Assert.False(running.Contains("wait#1"));
    }

    [Fact]
    public async Task What_an_activity_throws_reaches_the_orchestration_with_its_name()
    {
        var fails = new OrchestrationDefinition<int, int>("Fails", (context, _) => context.CallActivityAsync(Yield.Definition, -1));

        var error = await Assert.ThrowsAsync<ActivityFailedException>(() => Open(out _).RunAsync(
            fails, 0, "fails", CancellationToken.None));

        Assert.Equal(("Yield", "negative"), (error.Activity, error.Message));
        // A history would write it down whole.
        Assert.Null(error.InnerException);
    }

    [Fact]
    public async Task Whoever_watches_is_told_of_a_run_that_failed()
    {
        var fails = new OrchestrationDefinition<int, int>("Fails", (context, input) => context.CallActivityAsync(Yield.Definition, input));
        var orchestrator = Open(out _);
        (string, object?, string)? told = null;
        orchestrator.Failed += (instance, input, problem) => told = (instance, input, problem);

        await Assert.ThrowsAsync<ActivityFailedException>(() => orchestrator.RunAsync(fails, -1, "fails", CancellationToken.None));

        Assert.Equal(("fails", -1, "negative"), told);
    }

    [Fact]
    public async Task A_wait_of_days_ends_with_the_clock_or_with_the_token()
    {
        using var stop = new CancellationTokenSource();
        var waits = new OrchestrationDefinition<int, int>("Waits", async (context, _) =>
        {
            await context.WaitUntilAsync(context.CurrentTime + TimeSpan.FromDays(100));
            return 0;
        });

        var run = Open(out _).RunAsync(waits, 0, "waits", stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task A_wait_lasts_no_longer_because_the_clock_was_set_back()
    {
        var waits = new OrchestrationDefinition<int, int>("Waits", async (context, _) =>
        {
            await context.WaitUntilAsync(context.CurrentTime + TimeSpan.FromMilliseconds(50));
            return 7;
        });

        var run = Open(out _, new ClockSetBack()).RunAsync(waits, 0, "waits", CancellationToken.None);

        Assert.Equal(7, await run.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Who_waits_for_a_budget_goes_on_within_a_minute_after_its_pause_was_lifted()
    {
        var (time, plan) = (new ManualTimeProvider(), new CallBudgetPlan("instagram-web", []));
        var begun = time.GetUtcNow();
        using var budget = new CallBudget(_state, time);
        await budget.DeferAsync(plan, begun + TimeSpan.FromHours(6), "a wall", CancellationToken.None);

        var run = Open(out _, time).RunAsync(WaitsForBudget, begun + TimeSpan.FromHours(6), "waits", CancellationToken.None);
        await AdvanceAsync(time, run, begun + TimeSpan.FromMinutes(5));
        Assert.False(run.IsCompleted);
        await budget.ClearAsync(plan.Name, CancellationToken.None);
        await AdvanceAsync(time, run, begun + TimeSpan.FromMinutes(6));

        Assert.InRange(await run - begun, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(6));
    }

    [Fact]
    public async Task Who_waits_for_a_budget_waits_to_the_end_where_nobody_lifts_its_pause()
    {
        var time = new ManualTimeProvider();
        var begun = time.GetUtcNow();
        using var budget = new CallBudget(_state, time);
        await budget.DeferAsync(new CallBudgetPlan("shorter", []), begun + TimeSpan.FromMinutes(2), "slow down", CancellationToken.None);

        var run = Open(out _, time).RunAsync(WaitsForBudget, begun + TimeSpan.FromMinutes(10), "waits", CancellationToken.None);
        await AdvanceAsync(time, run, begun + TimeSpan.FromMinutes(11));

        Assert.Equal(TimeSpan.FromMinutes(10), await run - begun);
    }

    private static async Task AdvanceAsync(ManualTimeProvider time, Task run, DateTimeOffset to)
    {
        while (!run.IsCompleted)
        {
            for (var look = 0; time.PendingTimers == 0 && !run.IsCompleted; look++)
            {
                Assert.True(look < 6_000, "it never came");
                await Task.Delay(10);
            }

            if (time.NextTimer is not { } next || next > to)
                break;
            time.AdvanceTo(next);
        }
    }

    private LocalOrchestrator Open(out RunningOrchestrations running, TimeProvider? time = null)
    {
        var registry = new ActivityRegistry(NullLogger<ActivityRegistry>.Instance);
        registry.Add(new Yield());
        running = new RunningOrchestrations();
        var clock = time ?? TimeProvider.System;
        return new LocalOrchestrator(registry, running, new LiftedPauses(_budget, clock), clock);
    }

    private sealed class Yield : IActivity<Yield, int, int>
    {
        public static Activity<int, int> Definition { get; } = new("Yield");

        public async Task<int> RunAsync(int input, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return input >= 0 ? input : throw new InvalidOperationException("negative");
        }
    }
}
