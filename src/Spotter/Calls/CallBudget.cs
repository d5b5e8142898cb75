using Spotter.State;

namespace Spotter.Calls;

/// <summary>
/// Makes calls so that every window of a plan holds where they arrive, among all hosts that share the state, as far as their clocks agree.
/// A budget is one record, changed with optimistic concurrency.
/// </summary>
// Not System.Threading.RateLimiting: its permits are in one process's memory, and these are shared by hosts and outlive them.
public sealed class CallBudget(IStateStore store, TimeProvider time) : IDisposable
{
    private const string Partition = "budgets";

    // A process that was stopped or slow for longer than this between its turn and its call takes a new turn.
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(5);

    // Hosts meet at the record; the scans of this host need not.
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>
    /// Makes one call, where every window has room for it now. Else the caller gets a place in the line, which it keeps by coming again. A
    /// call that is begun and never ended, because
    /// its process died, counts as made when it could last have arrived.
    /// </summary>
    /// <param name="plan">The budget. One without windows keeps nothing but pauses, and one without a name not even these.</param>
    /// <param name="caller">
    /// What calls, by a name that is the same whenever it comes again, on whatever host. It makes one call at a time.
    /// </param>
    /// <param name="call">
    /// Makes the call at once. It is given the time after which the call must not go out any more, and answers null where it did not.
    /// </param>
    /// <param name="cancellationToken">Cancels what comes before the call.</param>
    /// <returns>The call's answer; or where no call was made, when to come again.</returns>
    /// <exception cref="StateException">The budget's record cannot be changed.</exception>
    public async Task<(T? Answer, DateTimeOffset? ComeAt)> CallAsync<T>(
        CallBudgetPlan plan, string caller, Func<DateTimeOffset, Task<T?>> call, CancellationToken cancellationToken) where T : class
    {
        if (plan.Windows.Count == 0)
            return await FindPauseAsync(plan, cancellationToken) is { } pause
                ? (null, pause.Until)
                : (await call(DateTimeOffset.MaxValue), null);

        var (sendBefore, comeAt) = await BeginAsync(plan, caller, cancellationToken);
        if (comeAt is not null)
            return (null, comeAt);

        var isMade = true;
        try
        {
            var answer = time.GetUtcNow() > sendBefore ? null : await call(sendBefore);
            isMade = answer is not null;
            return isMade ? (answer, null) : (null, time.GetUtcNow());
        }
        finally
        {
            // Also where it failed: it is not known how far it came.
            DateTimeOffset? at = isMade ? time.GetUtcNow() : null;
            await ChangeAsync(plan, record => record.End(plan, sendBefore + plan.MaxCall, at), CancellationToken.None);
        }
    }

    /// <summary>When a call could begin, as far as that is known now; takes no place in the line.</summary>
    /// <exception cref="StateException">The budget's record cannot be read.</exception>
    public async Task<DateTimeOffset> FindTurnAsync(CallBudgetPlan plan, string caller, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (plan.Windows.Count == 0)
            return (await FindPauseAsync(plan, cancellationToken))?.Until ?? now;

        var record = await store.FindAsync(new StateKey(Partition, plan.Name), CallBudgetJson.Default.CallBudgetRecord, cancellationToken);
        return record?.Value.Begin(plan, caller, now, now).ComeAt ?? now;
    }

    /// <summary>Begins no call before the given time, or before a week has passed: who is asked wants a pause.</summary>
    /// <exception cref="StateException">The budget's record cannot be changed.</exception>
    public async Task DeferAsync(CallBudgetPlan plan, DateTimeOffset until, string? reason, CancellationToken cancellationToken)
    {
        if (plan.Name.Length == 0)
            return;

        var latest = time.GetUtcNow() + CallBudgetPlan.MaxPause;
        var end = until < latest ? until : latest;
        await ChangeAsync(
            plan,
            record => record.FindPause(time.GetUtcNow()) is { } pause && pause.Until >= end
                ? record
                : record with { NotBefore = end, Reason = reason, Lifted = null },
            cancellationToken);
    }

    /// <summary>Until when no call is begun, and why as far as that is known; null where nobody wants a pause.</summary>
    /// <exception cref="StateException">The budget's record cannot be read.</exception>
    public async Task<CallPause?> FindPauseAsync(CallBudgetPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Name.Length == 0)
            return null;

        var record = await store.FindAsync(new StateKey(Partition, plan.Name), CallBudgetJson.Default.CallBudgetRecord, cancellationToken);
        return record?.Value.FindPause(time.GetUtcNow());
    }

    /// <summary>Lists the budgets that were used or paused, by name.</summary>
    /// <exception cref="StateException">They cannot be read.</exception>
    public IAsyncEnumerable<KeyValuePair<string, CallBudgetRecord>> ListAsync(CancellationToken cancellationToken) =>
        ListAsync(static error => throw error, cancellationToken);

    /// <summary>The same without those that cannot be read: <paramref name="tellUnreadable"/> is told of each.</summary>
    public IAsyncEnumerable<KeyValuePair<string, CallBudgetRecord>> ListAsync(
        Action<RecordException> tellUnreadable, CancellationToken cancellationToken) => store
        .ListByPrefixAsync(Partition, "", after: null, CallBudgetJson.Default.CallBudgetRecord, tellUnreadable, cancellationToken)
        .Select(record => KeyValuePair.Create(record.Id.Key, record.Value));

    /// <summary>Lifts a budget's pause. Its windows still hold.</summary>
    /// <returns>The pause that was; null where there was none.</returns>
    /// <exception cref="StateException">The budget's record cannot be changed.</exception>
    public async Task<CallPause?> ClearAsync(string name, CancellationToken cancellationToken)
    {
        CallPause? pause = null;
        await store.UpdateAsync(
            new StateKey(Partition, name),
            CallBudgetJson.Default.CallBudgetRecord,
            record =>
            {
                pause = record?.FindPause(time.GetUtcNow());
                // Who waits had its turn counted from the pause's end, and comes anew.
                return pause is null
                    ? null
                    : record! with { NotBefore = DateTimeOffset.UnixEpoch, Reason = null, Waiting = [], Lifted = pause };
            },
            cancellationToken);
        return pause;
    }

    /// <summary>Takes back that a budget's pause was lifted: it holds again until the time that it had.</summary>
    /// <returns>
    /// The pause that holds again; null where none was lifted, its time has come, or another one came since.
    /// </returns>
    /// <exception cref="StateException">The budget's record cannot be changed.</exception>
    public async Task<CallPause?> UnclearAsync(string name, CancellationToken cancellationToken)
    {
        CallPause? pause = null;
        await store.UpdateAsync(
            new StateKey(Partition, name),
            CallBudgetJson.Default.CallBudgetRecord,
            record =>
            {
                pause = record?.FindLifted(time.GetUtcNow());
                return pause is null
                    ? null
                    : record! with { NotBefore = pause.Until, Reason = pause.Reason, Waiting = [], Lifted = null };
            },
            cancellationToken);
        return pause;
    }

    public void Dispose() => _turn.Dispose();

    private async Task<(DateTimeOffset SendBefore, DateTimeOffset? ComeAt)> BeginAsync(
        CallBudgetPlan plan, string caller, CancellationToken cancellationToken)
    {
        DateTimeOffset sendBefore = default;
        DateTimeOffset? comeAt = null;
        await ChangeAsync(
            plan,
            record =>
            {
                var now = time.GetUtcNow();
                sendBefore = now + MaxDelay;
                (record, comeAt) = record.Begin(plan, caller, now, sendBefore + plan.MaxCall);
                return record;
            },
            cancellationToken);
        return (sendBefore, comeAt);
    }

    private async Task ChangeAsync(
        CallBudgetPlan plan, Func<CallBudgetRecord, CallBudgetRecord> change, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await store.UpdateAsync(
                new StateKey(Partition, plan.Name),
                CallBudgetJson.Default.CallBudgetRecord,
                record => change(record ?? new CallBudgetRecord([], DateTimeOffset.UnixEpoch)),
                cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }
}
