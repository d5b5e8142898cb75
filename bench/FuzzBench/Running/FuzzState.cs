namespace FuzzBench.Running;

/// <summary>How far a run has come: what its state file holds.</summary>
public sealed record FuzzState
{
    /// <summary>Decides every input, together with its index.</summary>
    public int Seed { get; init; }

    /// <summary>The kinds that were begun.</summary>
    public IReadOnlyDictionary<InputKind, LaneState> Lanes { get; init; } = new Dictionary<InputKind, LaneState>();

    /// <summary>What went wrong, by sort.</summary>
    public IReadOnlyList<FuzzFault> Faults { get; init; } = [];

    internal LaneState LaneOf(InputKind kind) => Lanes.TryGetValue(kind, out var lane) ? lane : new LaneState();

    internal FuzzState With(InputKind kind, LaneState lane) =>
        this with { Lanes = new Dictionary<InputKind, LaneState>(Lanes) { [kind] = lane } };

    internal FuzzState With(FuzzFault fault) => Faults.Any(fault.IsLike)
        ? this with { Faults = [.. Faults.Select(known => known.IsLike(fault) ? known.Add(fault) : known)] }
        : this with { Faults = [.. Faults, fault] };
}
