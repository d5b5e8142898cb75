using Microsoft.Extensions.Logging.Abstractions;
using Spotter.Local.Orchestration;
using Spotter.Orchestration;

namespace Spotter.Local.Tests.Orchestration;

public sealed class LocalOrchestratorTests
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

    private static LocalOrchestrator Open(out RunningOrchestrations running, TimeProvider? time = null)
    {
        var registry = new ActivityRegistry(NullLogger<ActivityRegistry>.Instance);
        registry.Add(new Yield());
        running = new RunningOrchestrations();
        return new LocalOrchestrator(registry, running, time ?? TimeProvider.System);
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
