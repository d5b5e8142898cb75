using FsCheck;
using FsCheck.Fluent;
using Spotter.Orchestration;

namespace Spotter.Tests.Orchestration;

public sealed class BoundedFanOutTests
{
    [Fact]
    public void Everything_runs_once_and_never_more_than_the_bound_at_a_time() =>
        Prop.ForAll(Gen.Choose(0, 60).ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), (count, bound) =>
        {
            var (running, most) = (0, 0);
            var done = new List<int>();
            BoundedFanOut.RunAsync(Enumerable.Range(0, count), bound, async item =>
            {
                lock (done)
                    most = Math.Max(most, ++running);
                await Task.Yield();
                lock (done)
                {
                    running--;
                    done.Add(item);
                }
            }).GetAwaiter().GetResult();
            return most <= bound && done.Order().SequenceEqual(Enumerable.Range(0, count));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Nothing_is_started_after_a_failure_and_what_runs_is_waited_for()
    {
        var started = new List<int>();
        var slow = new TaskCompletionSource();
        var fanOut = BoundedFanOut.RunAsync(Enumerable.Range(0, 100), 2, item =>
        {
            started.Add(item);
            return item == 0 ? slow.Task : Task.FromException(new InvalidOperationException("broken"));
        });

        Assert.False(fanOut.IsCompleted);
        slow.SetResult();

        await Assert.ThrowsAsync<InvalidOperationException>(() => fanOut);
        Assert.Equal([0, 1], started);
    }
}
