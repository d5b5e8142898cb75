namespace CollectBench;

/// <summary>A timer of a <see cref="VirtualClock"/>; one of a process that died never fires.</summary>
internal sealed class VirtualTimer(VirtualClock clock, ProcessLife life, TimerCallback callback, object? state) : ITimer
{
    private TimeSpan _period;
    private long _due = long.MaxValue;

    public long DueTicks => Interlocked.Read(ref _due);

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _period = period;
        if (dueTime == Timeout.InfiniteTimeSpan)
        {
            Interlocked.Exchange(ref _due, long.MaxValue);
            return true;
        }

        Interlocked.Exchange(ref _due, (clock.Now + dueTime).UtcTicks);
        clock.Add(this);
        return true;
    }

    /// <summary>True where it was changed or disposed since it was put in line.</summary>
    public bool IsStale(long ticks) => life.IsOver || DueTicks != ticks;

    public void Fire()
    {
        if (_period > TimeSpan.Zero)
            Change(_period, _period);
        else
            Interlocked.Exchange(ref _due, long.MaxValue);
        ThreadPool.UnsafeQueueUserWorkItem(_ => callback(state), null);
    }

    public void Dispose() => Interlocked.Exchange(ref _due, long.MaxValue);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
