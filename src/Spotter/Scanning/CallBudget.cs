using Spotter.Sources;
using Spotter.State;

namespace Spotter.Scanning;

/// <summary>
/// Hands out time slots for calls so that every window of a plan holds, among all hosts that share the state.
/// A budget is one record, changed with optimistic concurrency.
/// </summary>
public sealed class CallBudget(IStateStore store, TimeProvider time) : IDisposable
{
    private const string Partition = "budgets";

    // Hosts meet at the record; the scans of this host need not.
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Takes the earliest slot that no window forbids. A slot that goes unused is lost, which errs on the polite side.</summary>
    /// <returns>When the call may be made: now, or later.</returns>
    /// <exception cref="StateException">The budget's record cannot be changed.</exception>
    public async Task<DateTimeOffset> ReserveAsync(CallBudgetPlan plan, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (plan.Windows.Count == 0)
            return now;

        var changed = await ChangeAsync(plan, record => Reserve(plan, record, now), cancellationToken);
        var slot = DateTimeOffset.FromUnixTimeMilliseconds(changed.Slots[^1]);
        return slot > now ? slot : now;
    }

    /// <summary>Hands out no slot before the given time: the source asked for a pause. Slots that were handed out already stay.</summary>
    /// <exception cref="StateException">The budget's record cannot be changed.</exception>
    public async Task DeferAsync(CallBudgetPlan plan, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (plan.Windows.Count > 0)
            await ChangeAsync(plan, record => until > record.NotBefore ? record with { NotBefore = until } : record, cancellationToken);
    }

    /// <summary>Until when the last pause lasts that was asked for, also where it is over: slots before it that were handed out are not to be used.</summary>
    public async Task<DateTimeOffset> FindPauseAsync(CallBudgetPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Windows.Count == 0)
            return DateTimeOffset.UnixEpoch;

        var record = await store.FindAsync(new StateKey(Partition, plan.Name), SpotterJsonContext.Default.CallBudgetRecord, cancellationToken);
        return record?.Value.NotBefore ?? DateTimeOffset.UnixEpoch;
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private static CallBudgetRecord Reserve(CallBudgetPlan plan, CallBudgetRecord record, DateTimeOffset now)
    {
        var slots = record.Slots;
        // Rounded up, so that a slot in whole milliseconds is never early.
        var slot = Math.Max(CeilingMilliseconds(now), CeilingMilliseconds(record.NotBefore));
        if (slots.Count > 0)
            slot = Math.Max(slot, slots[^1]);
        foreach (var window in plan.Windows)
            if (slots.Count >= window.Calls)
                slot = Math.Max(slot, slots[^window.Calls] + (long)Math.Ceiling(window.Span.TotalMilliseconds));

        var kept = plan.Windows.Max(window => window.Calls);
        return record with { Slots = [.. slots.Append(slot).TakeLast(kept)] };
    }

    private static long CeilingMilliseconds(DateTimeOffset at) => at.AddTicks(TimeSpan.TicksPerMillisecond - 1).ToUnixTimeMilliseconds();

    private async Task<CallBudgetRecord> ChangeAsync(CallBudgetPlan plan, Func<CallBudgetRecord, CallBudgetRecord> change, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var changed = await store.UpdateAsync(
                new StateKey(Partition, plan.Name),
                SpotterJsonContext.Default.CallBudgetRecord,
                record => change(record ?? new CallBudgetRecord([], DateTimeOffset.UnixEpoch)),
                cancellationToken);
            return changed!;
        }
        finally
        {
            _turn.Release();
        }
    }
}
