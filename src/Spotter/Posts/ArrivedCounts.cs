namespace Spotter.Posts;

/// <summary>What became of posts that came from elsewhere.</summary>
/// <param name="Added">How many were new.</param>
/// <param name="Waiting">For how many of these something is still to be done.</param>
/// <param name="Completed">How many were known and got pictures or files of videos that they lacked.</param>
public sealed record ArrivedCounts(int Added, int Waiting, int Completed)
{
    /// <summary>Both together.</summary>
    public static ArrivedCounts operator +(ArrivedCounts one, ArrivedCounts other) =>
        new(one.Added + other.Added, one.Waiting + other.Waiting, one.Completed + other.Completed);
}
