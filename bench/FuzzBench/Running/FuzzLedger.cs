namespace FuzzBench.Running;

/// <summary>Keeps what the lanes tell.</summary>
internal sealed class FuzzLedger(FuzzState state, long sampleEvery)
{
    private readonly Lock _lock = new();
    private FuzzState _state = state;

    public FuzzState State
    {
        get
        {
            lock (_lock)
                return _state;
        }
    }

    public void Add(InputKind kind, WorkerReport report, TimeSpan time)
    {
        Change(kind, lane => lane.Add(report, sampleEvery) with { Time = lane.Time + time });
        foreach (var fault in report.Faults)
            Add(fault);
    }

    public void CountWorker(InputKind kind) => Change(kind, lane => lane with { Workers = lane.Workers + 1 });

    public void AddSlow(InputKind kind, long index) => Change(kind, lane => lane with { Slow = [.. lane.Slow.Append(index).Distinct()] });

    /// <summary>An input ended its worker.</summary>
    public void AddDeath(InputKind kind, string what, long index, string detail)
    {
        Change(kind, lane => lane with { Deadly = [.. lane.Deadly, index] });
        Add(FuzzFault.Of(kind, what, index, detail));
    }

    private void Add(FuzzFault fault)
    {
        lock (_lock)
            _state = _state.With(fault);
    }

    private void Change(InputKind kind, Func<LaneState, LaneState> change)
    {
        lock (_lock)
            _state = _state.With(kind, change(_state.LaneOf(kind)));
    }
}
