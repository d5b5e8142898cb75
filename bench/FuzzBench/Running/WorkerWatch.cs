using System.Diagnostics;

namespace FuzzBench.Running;

/// <summary>Tells of inputs that take long, and ends a worker that does not come to an end or takes too much memory.</summary>
internal sealed class WorkerWatch : IDisposable
{
    private const long MaxWorkingSet = 3L << 30;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Lengthy = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(90);

    private readonly CancellationTokenSource _ended = new();
    private readonly Task<string?> _watching;

    /// <param name="tellSlow">Told the index of an input that takes over ten seconds.</param>
    public WorkerWatch(WorkerProcess worker, CurrentInput current, Action<long> tellSlow) =>
        _watching = WatchAsync(worker, current, tellSlow);

    /// <summary>Why the worker was ended; null where it was not.</summary>
    public async Task<string?> EndAsync()
    {
        await _ended.CancelAsync();
        return await _watching;
    }

    public void Dispose() => _ended.Dispose();

    private async Task<string?> WatchAsync(WorkerProcess worker, CurrentInput current, Action<long> tellSlow)
    {
        var (index, clock) = (-1L, Stopwatch.StartNew());
        while (!_ended.IsCancellationRequested)
        {
            await Task.Delay(Look, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (worker.WorkingSet > MaxWorkingSet)
                return End(worker, "over 3 GB of memory");
            if (current.Index != index)
                (index, clock) = (current.Index, Stopwatch.StartNew());
            if (index >= 0 && clock.Elapsed > TooLong)
                return End(worker, "no end within 90 s");
            if (index >= 0 && clock.Elapsed > Lengthy)
                tellSlow(index);
        }

        return null;
    }

    private static string End(WorkerProcess worker, string reason)
    {
        worker.Kill();
        return reason;
    }
}
