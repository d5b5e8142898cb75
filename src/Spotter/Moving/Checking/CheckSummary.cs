namespace Spotter.Moving.Checking;

/// <summary>What a manifest says of the files of its folder.</summary>
/// <param name="Files">How many files are as it says.</param>
/// <param name="Missing">Those that are not there.</param>
/// <param name="Changed">Those whose bytes are others, or cannot be read.</param>
/// <param name="Extra">Those that it does not name.</param>
/// <param name="Problems">What is wrong with the manifest itself.</param>
public sealed record CheckSummary(
    int Files,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> Changed,
    IReadOnlyList<string> Extra,
    IReadOnlyList<string> Problems)
{
    /// <summary>True where all is as it was written.</summary>
    public bool IsWhole => Missing.Count == 0 && Changed.Count == 0 && Extra.Count == 0 && Problems.Count == 0;
}
