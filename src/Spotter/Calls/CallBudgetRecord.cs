namespace Spotter.Calls;

/// <summary>
/// The calls of one credential: those that were made, those that are being made, and who waits. A call counts at its end, when it has
/// surely arrived: two calls that are a span apart
/// here are so where they are counted, however long they were on their way.
/// </summary>
/// <param name="Slots">
/// When the latest calls ended, as Unix time in milliseconds, oldest first: as many as the largest window counts. Earlier versions kept the
/// slots here that they handed out.
/// </param>
/// <param name="NotBefore">No call begins before this time.</param>
/// <param name="Open">
/// Of each call that has begun and not ended, when it will have arrived at the latest, as Unix time in milliseconds; null for none.
/// </param>
/// <param name="Waiting">Who waits, first come first; null for nobody.</param>
/// <param name="Reason">Why no call begins before that time, for a person; null where that is not known.</param>
/// <param name="UrgentAt">When somebody last came who does not yield, as Unix time in milliseconds; null for never.</param>
/// <param name="Lifted">The pause that somebody lifted last, which can be taken back; null where none was, or another came since.</param>
public sealed record CallBudgetRecord(
    IReadOnlyList<long> Slots,
    DateTimeOffset NotBefore,
    IReadOnlyList<long>? Open = null,
    IReadOnlyList<CallerTurn>? Waiting = null,
    string? Reason = null,
    long? UrgentAt = null,
    CallPause? Lifted = null)
{
    // Whoever comes later than this has lost its place: it may have died.
    private static readonly TimeSpan MaxLateness = TimeSpan.FromMinutes(5);

    // Who yields does it no longer than this for one call, so that its turn comes in the end.
    private static readonly TimeSpan MaxYield = TimeSpan.FromHours(1);

    // Most watches look daily.
    private static readonly TimeSpan MaxReserve = TimeSpan.FromDays(1);

    // Of fewer calls in a window none is kept free.
    private const int LeastCallsToReserve = 4;

    /// <summary>The pause that holds now; null where none does. One that ends too late was made by a clock that was far ahead.</summary>
    public CallPause? FindPause(DateTimeOffset now) =>
        NotBefore > now && NotBefore - now <= CallBudgetPlan.MaxPause + MaxLateness ? new CallPause(NotBefore, Reason) : null;

    /// <summary>The pause that was lifted and would hold now; null where none would.</summary>
    public CallPause? FindLifted(DateTimeOffset now) => Lifted is { } pause && pause.Until > now && FindPause(now) is null ? pause : null;

    /// <summary>Begins a call where every window allows one more now; else keeps a place in the line for it.</summary>
    /// <param name="until">When the call will have arrived, if ever.</param>
    /// <returns>The changed record, and when to come again; null where the call has begun.</returns>
    internal (CallBudgetRecord Record, DateTimeOffset? ComeAt) Begin(
        CallBudgetPlan plan, string caller, DateTimeOffset now, DateTimeOffset until)
    {
        var present = now.ToUnixTimeMilliseconds();
        var settled = Settle(plan, present);
        if (!plan.Yields)
            settled = settled with { UrgentAt = present };
        var waiting = settled.Waiting!.ToList();
        var yieldsSince = plan.Yields ? waiting.Find(turn => turn.Caller == caller)?.YieldsSince ?? present : (long?)null;
        var place = TakePlace(waiting, caller, plan.Yields, present);

        var pause = settled.FindPause(now) is { } held ? CeilingMilliseconds(held.Until) : present;
        var at = settled.FindTurn(plan, waiting[..place], present, pause);
        if (at <= present)
            return (settled with { Open = [.. settled.Open!, CeilingMilliseconds(until)], Waiting = waiting }, null);

        waiting.Insert(place, new CallerTurn(caller, at, yieldsSince));
        return (settled with { Waiting = waiting }, DateTimeOffset.FromUnixTimeMilliseconds(at));
    }

    // Where the caller stands in the line, from which it is taken for now.
    private static int TakePlace(List<CallerTurn> waiting, string caller, bool yields, long now)
    {
        var place = waiting.FindIndex(turn => turn.Caller == caller);
        var keeps = place >= 0 && (yields || waiting[place].YieldsSince is null);
        if (place >= 0)
            waiting.RemoveAt(place);
        if (keeps)
            return place;

        var behind = yields ? -1 : waiting.FindIndex(turn => now - turn.YieldsSince < MaxYield.TotalMilliseconds);
        return behind < 0 ? waiting.Count : behind;
    }

    /// <summary>Ends a call that was begun.</summary>
    /// <param name="until">What it was begun with. Calls that have this in common count alike.</param>
    /// <param name="at">When its answer was there or lost; null where it was not made, and does not count.</param>
    internal CallBudgetRecord End(CallBudgetPlan plan, DateTimeOffset until, DateTimeOffset? at)
    {
        var open = (Open ?? []).ToList();
        open.Remove(CeilingMilliseconds(until));
        return this with { Slots = at is { } end ? Latest(plan, Slots.Append(CeilingMilliseconds(end))) : Slots, Open = open };
    }

    private static IReadOnlyList<long> Latest(CallBudgetPlan plan, IEnumerable<long> slots) =>
        [.. slots.Order().TakeLast(plan.Windows.Max(window => window.Calls))];

    // Rounded up, so that a time in whole milliseconds is never early.
    private static long CeilingMilliseconds(DateTimeOffset at) => at.AddTicks(TimeSpan.TicksPerMillisecond - 1).ToUnixTimeMilliseconds();

    private CallBudgetRecord Settle(CallBudgetPlan plan, long now)
    {
        // No call ends later than now. A clock that was far ahead left times that nobody can wait for: who waits comes anew.
        if (Slots.Any(slot => slot > now + MaxLateness.TotalMilliseconds))
            return new CallBudgetRecord([.. Slots.Select(slot => Math.Min(slot, now))], DateTimeOffset.UnixEpoch, Open: [], Waiting: []);

        var overdue = (Open ?? []).ToLookup(until => until <= now);
        var forgotten = now - (long)MaxLateness.TotalMilliseconds;
        var span = plan.Windows.Max(window => window.Span) * (1 + (Waiting?.Count ?? 0));
        var unreachable = now + (long)(CallBudgetPlan.MaxPause + span).TotalMilliseconds;
        return this with
        {
            Slots = Latest(plan, Slots.Concat(overdue[true])),
            Open = [.. overdue[false]],
            Waiting = [.. (Waiting ?? []).Where(turn => turn.At >= forgotten && turn.At <= unreachable)],
        };
    }

    // A call that is on its way may arrive now; one that waits ahead is made at its turn. Nobody overtakes.
    private long FindTurn(CallBudgetPlan plan, IReadOnlyList<CallerTurn> ahead, long now, long notBefore)
    {
        long[] counted = [.. Slots, .. Open!.Select(_ => now), .. ahead.Select(turn => turn.At)];
        Array.Sort(counted);
        var at = Math.Max(Math.Max(now, notBefore), ahead.Select(turn => turn.At).DefaultIfEmpty().Max());
        foreach (var window in plan.Windows)
        {
            var calls = window.Calls - ReserveOf(plan, window, now);
            if (counted.Length >= calls)
                at = Math.Max(at, counted[^calls] + (long)Math.Ceiling(window.Span.TotalMilliseconds));
        }

        return at;
    }

    private int ReserveOf(CallBudgetPlan plan, CallWindow window, long now) =>
        plan.Yields && window.Calls >= LeastCallsToReserve && now - UrgentAt < MaxReserve.TotalMilliseconds
            ? (window.Calls + 9) / 10
            : 0;
}
