namespace CollectBench;

/// <summary>
/// A clock that stands still while there is work, and leaps to the next timer where there is none. Whatever still runs is not waited for
/// exactly: a leap that comes too early only lets time pass while something works, as it does outside.
/// </summary>
internal sealed class VirtualClock : IDisposable
{
    // What the clock's own thread and the runtime use in a look.
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(0.25);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<VirtualTimer, long> _timers = new();
    private readonly CancellationTokenSource _ended = new();
    private long _now;
    private int _busy;
    private (DateTimeOffset At, Action Ring) _alarm = (DateTimeOffset.MaxValue, () => { });

    public VirtualClock(DateTimeOffset start)
    {
        Start = start;
        _now = start.UtcTicks;
        new Thread(Leap) { IsBackground = true, Name = "clock" }.Start();
    }

    public DateTimeOffset Start { get; }

    public DateTimeOffset Now => new(Interlocked.Read(ref _now), TimeSpan.Zero);

    /// <summary>Says that something works until the result is disposed: no time passes meanwhile.</summary>
    public Work Begin()
    {
        Interlocked.Increment(ref _busy);
        return new Work(this);
    }

    public void Add(VirtualTimer timer)
    {
        lock (_lock)
            _timers.Enqueue(timer, timer.DueTicks);
    }

    /// <summary>Rings when the first timer after a time has fired; alone it makes no time pass. There is one.</summary>
    public void SetAlarm(DateTimeOffset at, Action ring) => _alarm = (at, ring);

    public void Dispose() => _ended.Cancel();

    private void Leap()
    {
        var (seen, used) = (0L, TimeSpan.Zero);
        while (!_ended.IsCancellationRequested)
        {
            Thread.Sleep(1);
            var (completed, now) = (ThreadPool.CompletedWorkItemCount, Environment.CpuUsage.TotalTime);
            if (completed == seen && now - used < Idle && ThreadPool.PendingWorkItemCount == 0 && Volatile.Read(ref _busy) == 0)
                FireNext();
            (seen, used) = (completed, now);
        }
    }

    private void FireNext()
    {
        var due = new List<VirtualTimer>();
        lock (_lock)
        {
            while (_timers.TryPeek(out var next, out var ticks) && (due.Count == 0 || ticks <= _now))
            {
                _timers.Dequeue();
                if (next.IsStale(ticks))
                    continue;

                Interlocked.Exchange(ref _now, Math.Max(_now, ticks));
                due.Add(next);
            }
        }

        foreach (var timer in due)
            timer.Fire();
        if (Now >= _alarm.At)
            _alarm.Ring();
    }

    /// <summary>What keeps the clock from leaping.</summary>
    public readonly struct Work(VirtualClock clock) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref clock._busy);
    }
}
