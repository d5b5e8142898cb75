namespace Spotter.Rules;

/// <summary>How many letters a reader may get wrong.</summary>
internal static class Slips
{
    private const int OneFrom = 5;
    private const int TwoFrom = 9;

    /// <summary>How many are forgiven in a word of so many letters.</summary>
    public static int AllowedIn(int letters) => letters >= TwoFrom ? 2 : letters >= OneFrom ? 1 : 0;

    /// <summary>True where two words differ in no more than so many letters.</summary>
    public static bool AreAtMost(int slips, string one, string other) =>
        slips >= 0 && Math.Abs(one.Length - other.Length) <= slips && EditDistance.Of(one, other) <= slips;
}
