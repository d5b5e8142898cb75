using Spotter.State;

namespace Spotter.Corrections;

/// <summary>Says which labels cannot be read.</summary>
internal static class DamagedLabels
{
    private const int MaxNamed = 5;
    private const int ShownDigits = 12;

    /// <summary>How many and which, in two sentences; null where there is none.</summary>
    public static string? Describe(IReadOnlyList<RecordException> damaged)
    {
        if (damaged.Count == 0)
            return null;

        var named = string.Join(", ", damaged.Take(MaxNamed).Select(error => error.Id.Key[..Math.Min(error.Id.Key.Length, ShownDigits)]));
        var more = damaged.Count > MaxNamed ? $" and {damaged.Count - MaxNamed} more" : "";
        var (pictures, they) = damaged.Count == 1 ? ("1 picture", "it shows") : ($"{damaged.Count} pictures", "they show");
        return $"What people said of {pictures} cannot be read in the state, so it does not count: {named}{more}. "
            + $"Say again in the review what {they}.";
    }
}
