using Spotter.Calls;

namespace Spotter.Contracts;

/// <summary>Counts calls where they arrive.</summary>
public static class BrokenWindows
{
    /// <summary>The windows that held too many calls, for a person.</summary>
    public static IEnumerable<string> Find(IReadOnlyList<CallWindow> windows, IEnumerable<DateTimeOffset> arrivals)
    {
        var sorted = arrivals.Order().ToList();
        return
            from window in windows
            from first in Enumerable.Range(0, Math.Max(0, sorted.Count - window.Calls))
            where sorted[first + window.Calls] - sorted[first] < window.Span
            select $"{window.Calls + 1} calls in {sorted[first + window.Calls] - sorted[first]} from {sorted[first]:O}, and "
                + $"{window.Calls} are allowed in {window.Span}";
    }
}
