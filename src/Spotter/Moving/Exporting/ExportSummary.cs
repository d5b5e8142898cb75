namespace Spotter.Moving.Exporting;

/// <summary>What an export holds, all runs together.</summary>
/// <param name="Parts">How many tar parts, or files of posts.</param>
/// <param name="Posts">How many posts.</param>
/// <param name="Pictures">How many files of pictures.</param>
/// <param name="LeftOut">How many posts the condition left out.</param>
/// <param name="Undecided">How many of them it could not be decided of.</param>
/// <param name="WasWhole">True where an earlier run had made all of it.</param>
/// <param name="Problems">What is missing, a line for each; the first fifty.</param>
public sealed record ExportSummary(
    int Parts, int Posts, int Pictures, int LeftOut, int Undecided, bool WasWhole, IReadOnlyList<string> Problems)
{
    /// <summary>How many files of videos.</summary>
    public int Videos { get; init; }
}
