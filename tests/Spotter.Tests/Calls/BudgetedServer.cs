using Spotter.Calls;
using Spotter.Contracts;

namespace Spotter.Tests.Calls;

/// <summary>
/// A server that writes down when calls arrive, and callers of several hosts that call it by one budget, on a clock that stands still
/// between two events. Callers come late, are
/// stopped between their turn and their call, and are killed; calls take their time on the way there and back.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="plan">The budget.</param>
/// <param name="hosts">What calls by it.</param>
/// <param name="chance">Decides what happens.</param>
/// <param name="yields">Which callers let others go first.</param>
internal sealed class BudgetedServer(
    ManualTimeProvider time, CallBudgetPlan plan, IReadOnlyList<CallBudget> hosts, Random chance, Func<string, bool> yields)
{
    private readonly PriorityQueue<Action, DateTimeOffset> _events = new();

    public List<(DateTimeOffset At, string Caller)> Arrivals { get; } = [];

    /// <summary>How long a call may be on its way to the server, and as long back again.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Callers come late, stop and die.</summary>
    public bool HasTroubles { get; init; }

    /// <summary>Each caller calls again as soon as it has its answer, until so many calls have arrived.</summary>
    public void Run(int callers, int calls)
    {
        for (var caller = 0; caller < callers; caller++)
            ComeIn(TimeSpan.Zero, hosts[caller % hosts.Count], $"caller {caller}");
        while (Arrivals.Count < calls && _events.TryDequeue(out var happen, out var at))
        {
            time.AdvanceTo(at);
            happen();
        }
    }

    /// <summary>The windows that held too many calls, for a person.</summary>
    public IEnumerable<string> FindBroken() => BrokenWindows.Find(plan.Windows, Arrivals.Select(arrival => arrival.At));

    private void ComeIn(TimeSpan wait, CallBudget host, string caller) =>
        _events.Enqueue(() => Come(host, caller), time.GetUtcNow() + wait);

    private void Come(CallBudget host, string caller)
    {
        var turn = new TaskCompletionSource<DateTimeOffset>();
        var answer = new TaskCompletionSource<string?>();
        var call = host.CallAsync(
            plan with { Yields = yields(caller) },
            caller,
            sendBefore =>
            {
                turn.SetResult(sendBefore);
                return answer.Task;
            },
            CancellationToken.None);
        Task.WhenAny(call, turn.Task).GetAwaiter().GetResult();

        if (!turn.Task.IsCompleted)
            ComeAgain(call.GetAwaiter().GetResult().ComeAt!.Value, host, caller);
        else if (Happens(5))
            ComeIn(Seconds(60), host, caller);
        else
            _events.Enqueue(() => Send(turn.Task.Result, answer, call, host, caller), time.GetUtcNow() + Stop());
    }

    private void ComeAgain(DateTimeOffset at, CallBudget host, string caller) =>
        ComeIn(at - time.GetUtcNow() + (HasTroubles ? Stop() : TimeSpan.Zero), host, caller);

    private void Send(
        DateTimeOffset before,
        TaskCompletionSource<string?> answer,
        Task<(string? Answer, DateTimeOffset? ComeAt)> call,
        CallBudget host,
        string caller
    )
    {
        if (time.GetUtcNow() > before)
        {
            answer.SetResult(null);
            ComeAgain(call.GetAwaiter().GetResult().ComeAt!.Value, host, caller);
            return;
        }

        var there = Latency * chance.NextDouble();
        _events.Enqueue(() => Arrivals.Add((time.GetUtcNow(), caller)), time.GetUtcNow() + there);
        if (Happens(5))
            ComeIn(Seconds(60), host, caller);
        else
            _events.Enqueue(() => End(answer, call, host, caller), time.GetUtcNow() + there + (Latency * chance.NextDouble()) + (
                Happens(5) ? Seconds(60) : TimeSpan.Zero));
    }

    private void End(TaskCompletionSource<string?> answer, Task call, CallBudget host, string caller)
    {
        answer.SetResult("posts");
        call.GetAwaiter().GetResult();
        ComeIn(TimeSpan.Zero, host, caller);
    }

    private bool Happens(int percent) => HasTroubles && chance.Next(100) < percent;

    private TimeSpan Stop() => Happens(10) ? Seconds(60) : HasTroubles ? TimeSpan.FromMilliseconds(chance.Next(50)) : TimeSpan.Zero;

    private TimeSpan Seconds(int most) => TimeSpan.FromSeconds(most * chance.NextDouble());
}
