namespace Spotter.Contracts;

/// <summary>A clock that stands still until it is moved. Timers fire, in order, as it passes them.</summary>
// Not FakeTimeProvider of Microsoft.Extensions.TimeProvider.Testing: it does not say when its next timer fires.
public sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = start;

    public ManualTimeProvider() : this(new DateTimeOffset(2026, 3, 2, 11, 0, 0, TimeSpan.Zero))
    {
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many timers wait to fire.</summary>
    public int PendingTimers
    {
        get
        {
            lock (_lock)
                return _timers.Count(timer => timer.Due is not null);
        }
    }

    /// <summary>When the earliest timer fires; null where none waits.</summary>
    public DateTimeOffset? NextTimer
    {
        get
        {
            lock (_lock)
                return _timers.Min(timer => timer.Due);
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        lock (_lock)
            _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by) => AdvanceTo(GetUtcNow() + by);

    /// <summary>Moves to the earliest timer and fires it; false where none waits.</summary>
    public bool AdvanceToNextTimer()
    {
        if (NextTimer is not { } next)
            return false;

        AdvanceTo(next);
        return true;
    }

    /// <summary>Moves the clock at once, as when a machine wakes up: every timer that is overdue fires then.</summary>
    public void SkipTo(DateTimeOffset time)
    {
        lock (_lock)
            _now = time;
        AdvanceTo(time);
    }

    public void AdvanceTo(DateTimeOffset time)
    {
        while (TakeNext(time) is { } timer)
            timer.Fire();
    }

    private ManualTimer? TakeNext(DateTimeOffset time)
    {
        lock (_lock)
        {
            var next = _timers.Where(timer => timer.Due <= time).MinBy(timer => timer.Due);
            _now = next?.Due > _now ? next.Due.Value : next is null && time > _now ? time : _now;
            next?.Rearm();
            return next;
        }
    }

    private sealed class ManualTimer(ManualTimeProvider owner, Action callback) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset? Due { get; private set; }

        public void Fire() => callback();

        public void Rearm() => Due = _period > TimeSpan.Zero ? Due + _period : null;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var fireNow = false;
            lock (owner._lock)
            {
                _period = period;
                fireNow = dueTime == TimeSpan.Zero;
                Due = dueTime == Timeout.InfiniteTimeSpan || fireNow ? null : owner._now + dueTime;
            }

            if (fireNow)
                ThreadPool.QueueUserWorkItem(_ => callback());
            return true;
        }

        public void Dispose()
        {
            lock (owner._lock)
                owner._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
