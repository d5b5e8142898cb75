namespace Spotter.Insights;

/// <summary>Where a share truly lies with a confidence of 95 %, as far as the number of pictures tells.</summary>
/// <param name="Low">0 to 1.</param>
/// <param name="High">0 to 1.</param>
public sealed record Interval(double Low, double High)
{
    private const double Normal95 = 1.959964;

    /// <summary>
    /// The interval of E. B. Wilson ("Probable Inference", JASA 22, 1927), which holds for few pictures and for shares near 0 and 1.
    /// </summary>
    /// <param name="hits">How many pictures had what is counted.</param>
    /// <param name="total">How many pictures there were; 0 gives 0 to 1.</param>
    public static Interval Wilson(int hits, int total)
    {
        if (total == 0)
            return new Interval(0, 1);

        var share = hits / (double)total;
        var square = Normal95 * Normal95 / total;
        var middle = (share + (square / 2)) / (1 + square);
        var half = Normal95 / (1 + square) * Math.Sqrt((share * (1 - share) / total) + (square / (4 * total)));
        return new Interval(Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}
