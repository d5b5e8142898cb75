namespace FuzzBench.Targets;

/// <summary>The system's time, in which short waits are over at once: those between two tries, not those for an answer.</summary>
internal sealed class HurriedTime : TimeProvider
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero && dueTime <= Short ? TimeSpan.Zero : dueTime, period);
}
