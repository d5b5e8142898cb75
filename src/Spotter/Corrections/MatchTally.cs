using Spotter.Insights;

namespace Spotter.Corrections;

/// <summary>How often each of two models is right about the same pictures.</summary>
/// <param name="Both">How many pictures both have right.</param>
/// <param name="OnlyA">How many only the first has right.</param>
/// <param name="OnlyB">How many only the second has right.</param>
/// <param name="Neither">How many neither has right.</param>
public sealed record MatchTally(int Both, int OnlyA, int OnlyB, int Neither)
{
    /// <summary>How many pictures there are.</summary>
    public int Pictures => Both + OnlyA + OnlyB + Neither;

    /// <summary>The share that the first has right; 0 of none.</summary>
    public double A => (Both + OnlyA) / (double)Math.Max(1, Pictures);

    /// <summary>Where that truly lies, 95 % sure.</summary>
    public Interval IntervalA => Interval.Exact(Both + OnlyA, Pictures);

    /// <summary>The share that the second has right; 0 of none.</summary>
    public double B => (Both + OnlyB) / (double)Math.Max(1, Pictures);

    /// <summary>Where that truly lies, 95 % sure.</summary>
    public Interval IntervalB => Interval.Exact(Both + OnlyB, Pictures);

    /// <summary>How often chance alone makes a difference as large as theirs (<see cref="SignTest"/>), 0 to 1.</summary>
    public double Chance => SignTest.ChanceOf(OnlyA, OnlyB);

    /// <summary>Counts pictures.</summary>
    public static MatchTally Of(IReadOnlyCollection<MatchedPicture> pictures)
    {
        return new MatchTally(Count(MatchCell.Both), Count(MatchCell.OnlyA), Count(MatchCell.OnlyB), Count(MatchCell.Neither));

        int Count(MatchCell cell) => pictures.Count(picture => picture.Cell == cell);
    }
}
