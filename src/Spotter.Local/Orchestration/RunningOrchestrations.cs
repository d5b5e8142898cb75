using System.Collections.Concurrent;
using System.Globalization;

namespace Spotter.Local.Orchestration;

/// <summary>
/// The runs of orchestrations in this process that have not ended. A run's id is its instance id, a hash sign and a number: two runs of one
/// instance differ,
/// and the account's lease keeps the second from doing anything.
/// </summary>
public sealed class RunningOrchestrations
{
    private readonly ConcurrentDictionary<string, byte> _runs = new(StringComparer.Ordinal);
    private long _started;

    /// <summary>The instance id of a run.</summary>
    public static string InstanceIdOf(string run) => run[..run.LastIndexOf('#')];

    /// <summary>True while nothing runs.</summary>
    public bool IsEmpty => _runs.IsEmpty;

    /// <summary>True until the run has ended.</summary>
    public bool Contains(string run) => _runs.ContainsKey(run);

    internal string Add(string instanceId)
    {
        var run = string.Create(CultureInfo.InvariantCulture, $"{instanceId}#{Interlocked.Increment(ref _started)}");
        _runs[run] = 0;
        return run;
    }

    internal void Remove(string run) => _runs.TryRemove(run, out _);
}
