namespace Spotter.Rules;

/// <summary>How many letters must be put in, left out or replaced, two that changed places counting as one (Damerau 1964).</summary>
public static class EditDistance
{
    /// <summary>The distance of two words.</summary>
    public static int Of(string one, string other)
    {
        var changes = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
            for (var j = 0; j <= other.Length; j++)
                changes[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(LeastOf(changes, i, j, one[i - 1] == other[j - 1]), Swapped(changes, one, other, i, j));
        return changes[one.Length, other.Length];
    }

    private static int LeastOf(int[,] changes, int i, int j, bool isSame) =>
        Math.Min(Math.Min(changes[i - 1, j], changes[i, j - 1]) + 1, changes[i - 1, j - 1] + (isSame ? 0 : 1));

    private static int Swapped(int[,] changes, string one, string other, int i, int j) =>
        i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] ? changes[i - 2, j - 2] + 1 : int.MaxValue;
}
