using Spotter.Scanning;

namespace CollectBench;

/// <summary>
/// One life of the collecting process. When it is over, nothing that it still does reaches anything: every call of the state, the source
/// and the store hangs, as if the process had been killed in the middle of it. Also its clock and the name of its leases.
/// </summary>
internal sealed class ProcessLife(VirtualClock clock, int number) : TimeProvider, ILeaseOwners
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsOver => _end.Task.IsCompleted;

    public Task End => _end.Task;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Kill() => _end.TrySetResult();

    /// <summary>Comes back only where the process still lives.</summary>
    public Task LiveAsync() => IsOver ? Task.Delay(Timeout.Infinite, CancellationToken.None) : Task.CompletedTask;

    public VirtualClock.Work Begin() => clock.Begin();

    public override DateTimeOffset GetUtcNow() => clock.Now;

    public override long GetTimestamp() => (clock.Now - clock.Start).Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(clock, this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public string NameOf(string instanceId) => $"{number} {instanceId}";

    public ValueTask<bool> IsGoneAsync(string owner, CancellationToken cancellationToken) =>
        ValueTask.FromResult(owner.Split(' ')[0] != $"{number}");
}
