using Spotter.Simulator.Scenarios;

namespace Spotter.Simulator.Accounts;

/// <summary>Decides which fault hits which call.</summary>
internal sealed class FaultSchedule<T>(IReadOnlyList<T> faults, int seed)
    where T : Fault
{
    private readonly int[] _hits = faults.Count == 0 ? [] : new int[faults.Count];

    /// <summary>The first fault that hits this call; null where none does.</summary>
    /// <param name="call">The call's number, from 1.</param>
    /// <param name="concerns">Whether a fault is about this kind of call at all.</param>
    public T? Find(int call, Func<T, bool> concerns)
    {
        for (var i = 0; i < _hits.Length; i++)
            if (concerns(faults[i]) && IsDue(faults[i], call, i) && TakeHit(i))
                return faults[i];

        return null;
    }

    private bool IsDue(T fault, int call, int index)
    {
        if (fault.Calls.Count > 0 && !fault.Calls.Contains(call))
            return false;
        if (fault.Every is { } every && call % every != 0)
            return false;

        return StableHash.Of("fault", ((long)seed << 32) ^ ((long)index << 24) ^ call) / (double)ulong.MaxValue < fault.Chance
            || fault.Chance >= 1;
    }

    private bool TakeHit(int index)
    {
        if (faults[index].Times is not { } times)
            return true;

        return Interlocked.Increment(ref _hits[index]) <= times;
    }
}
