namespace Spotter.Collecting;

/// <summary>What was written of an account.</summary>
/// <param name="File">The JSON Lines file.</param>
/// <param name="Posts">How many posts it holds.</param>
/// <param name="Pictures">How many pictures have a file.</param>
/// <param name="Written">How many of those files were made now.</param>
/// <param name="LeftOut">How many posts <see cref="PostChoice.Where"/> left out.</param>
/// <param name="Undecided">How many of them it could not be decided of, because a label or words are not known.</param>
/// <param name="Missing">Files that are known and gone from their store, or were given up, a line for each; the first fifty.</param>
public sealed record FilesSummary(
    string File, int Posts, int Pictures, int Written, int LeftOut, int Undecided, IReadOnlyList<string> Missing)
{
    /// <summary>How many videos have a file.</summary>
    public int Videos { get; init; }
}
