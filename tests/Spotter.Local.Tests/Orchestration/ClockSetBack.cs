namespace Spotter.Local.Tests.Orchestration;

/// <summary>The machine's clock, which somebody sets back by a day as soon as anybody waits.</summary>
internal sealed class ClockSetBack : TimeProvider
{
    private TimeSpan _ahead = TimeSpan.FromDays(1);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _ahead = TimeSpan.Zero;
        return base.CreateTimer(callback, state, dueTime, period);
    }
}
