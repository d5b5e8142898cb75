using Spotter.Calls;

namespace Spotter.Cli.Rows;

/// <summary>A call budget as <c>spotter budgets list</c> shows it.</summary>
/// <param name="Name">Its name, for <c>spotter budgets clear</c>.</param>
/// <param name="UsedBy">The source or channel whose calls it counts; null where no setting names it any more.</param>
/// <param name="Windows">As the setting writes them; empty where there are none.</param>
/// <param name="Waiting">How many callers wait for their turn.</param>
/// <param name="PausedUntil">Before this no call is made; null where it is not paused.</param>
/// <param name="Reason">Why it is paused; null where it is not, or that is not known.</param>
internal sealed record BudgetRow(string Name, string? UsedBy, string Windows, int Waiting, DateTimeOffset? PausedUntil, string? Reason)
{
    public static BudgetRow Of(string name, CallBudgetRecord? record, (string User, CallBudgetPlan Plan)? use, DateTimeOffset now)
    {
        var pause = record?.FindPause(now);
        var written = use?.Plan.Windows.Select(window => FormattableString.Invariant($"{window.Calls},{window.Span.TotalSeconds}")) ?? [];
        return new BudgetRow(name, use?.User, string.Join(' ', written), record?.Waiting?.Count ?? 0, pause?.Until, pause?.Reason);
    }
}
