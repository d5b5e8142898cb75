namespace Spotter.Calls;

/// <summary>How many calls one credential may make, over several windows at once.</summary>
/// <param name="Name">
/// Names the credential the budget belongs to, without showing it: every host that uses it shares one record of this name.
/// </param>
/// <param name="Windows">Each window holds at the same time. Empty means no limit.</param>
public sealed record CallBudgetPlan(string Name, IReadOnlyList<CallWindow> Windows)
{
    /// <summary>For what may be called at any rate.</summary>
    public static CallBudgetPlan NoLimit { get; } = new("", []);

    /// <summary>
    /// How long who is asked may have a credential wait. A pause that ends later was made by a clock that was ahead, and is none.
    /// </summary>
    public static readonly TimeSpan MaxPause = TimeSpan.FromDays(7);

    /// <summary>
    /// True for calls that let others go before them, as those for old posts do for new ones: who wants the same budget and does not yield
    /// is called first, and a tenth of each window stays free for it while it calls at least daily. Default false.
    /// </summary>
    public bool Yields { get; init; }

    /// <summary>
    /// True where who is asked knows the caller by its address, and no credential: each proxy then has such a budget. Default false.
    /// </summary>
    public bool IsOfAddress { get; init; }

    /// <summary>After this a call has been answered or given up. Default 30 s.</summary>
    public TimeSpan MaxCall { get; init; } = TimeSpan.FromSeconds(30);
}
