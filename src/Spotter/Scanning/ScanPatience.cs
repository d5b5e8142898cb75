using Spotter.Orchestration;

namespace Spotter.Scanning;

/// <summary>
/// For how long a scan waits for what is not due yet: a moment, since its account is held meanwhile. What is tried later is left for
/// later scans.
/// </summary>
internal sealed class ScanPatience(IOrchestrationContext context, ScanRequest request)
{
    /// <summary>For how long a scan waits for a post at a time, where nobody asked for it.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan MaxOfAll = TimeSpan.FromMinutes(1);

    // An alert moves up to its turn, and news is worth it; one whose turn never comes must not keep its account from being read.
    private static readonly TimeSpan MaxTurn = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan MaxOfAllTurns = TimeSpan.FromMinutes(10);

    /// <summary>For how long a scan waits for a post at a time: whoever asked for one waits, too.</summary>
    public static TimeSpan MaxWaitOf(ScanRequest request) => request.IsAsked ? MaxTurn : MaxWait;

    /// <summary>True where whoever asked for the scan would have it wait for nothing.</summary>
    public bool Refuses(DateTimeOffset until) => request.NoWait && until > context.CurrentTime;

    /// <summary>True where the scan waits until then for a post that it began to work on at a time.</summary>
    public bool Allows(DateTimeOffset begun, DateTimeOffset until) => request.IsAsked
        ? AllowsTurn(begun, until)
        : IsWithin(begun, until, MaxWait, MaxOfAll);

    /// <summary>The same of an alert's turn in its channel's budget.</summary>
    public bool AllowsTurn(DateTimeOffset begun, DateTimeOffset turn) => IsWithin(begun, turn, MaxTurn, MaxOfAllTurns);

    private bool IsWithin(DateTimeOffset begun, DateTimeOffset until, TimeSpan max, TimeSpan maxOfAll) =>
        !Refuses(until) && until - context.CurrentTime <= max && context.CurrentTime - begun <= maxOfAll;
}
