using System.Collections.Concurrent;
using Spotter.Simulator.Scenarios;

namespace Spotter.Simulator.Instagram;

/// <summary>Counts the calls of each credential over a rolling span.</summary>
internal sealed class CallMeter(CallLimit? limit, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Queue<DateTimeOffset>> _calls = new(StringComparer.Ordinal);

    /// <summary>Counts a call, unless it is one too many.</summary>
    public CallUsage Count(string credential)
    {
        if (limit is null)
            return new CallUsage(0, TimeSpan.Zero, true);

        var calls = _calls.GetOrAdd(credential, _ => new());
        var now = clock.GetUtcNow();
        var span = TimeSpan.FromSeconds(limit.Seconds);
        lock (calls)
        {
            while (calls.TryPeek(out var oldest) && oldest + span <= now)
                calls.Dequeue();

            var allowed = calls.Count < limit.Calls;
            if (allowed)
                calls.Enqueue(now);
            return new CallUsage(calls.Count * 100 / limit.Calls, calls.Peek() + span - now, allowed);
        }
    }
}
