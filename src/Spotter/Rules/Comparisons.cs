namespace Spotter.Rules;

/// <summary>How comparisons are written and done.</summary>
internal static class Comparisons
{
    /// <summary>The signs, those first that begin with another.</summary>
    public static IReadOnlyList<(string Sign, Comparison Comparison)> All { get; } =
        [(">=", Comparison.AtLeast), ("<=", Comparison.AtMost), (">", Comparison.Above), ("<", Comparison.Below), ("=", Comparison.Equal)];

    public static string Sign(this Comparison comparison) => All.First(one => one.Comparison == comparison).Sign;

    public static bool Holds(this Comparison comparison, int order) => comparison switch
    {
        Comparison.AtLeast => order >= 0,
        Comparison.Above => order > 0,
        Comparison.Below => order < 0,
        Comparison.AtMost => order <= 0,
        _ => order == 0,
    };
}
