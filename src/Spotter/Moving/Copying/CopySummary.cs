namespace Spotter.Moving.Copying;

/// <summary>What was copied.</summary>
/// <param name="Pictures">How many pictures there are.</param>
/// <param name="PicturesCopied">How many of them were not there yet.</param>
/// <param name="Records">How many records of the state there are.</param>
/// <param name="RecordsCopied">How many changes made the other state the same.</param>
/// <param name="Removed">How many pictures were removed where they came from.</param>
/// <param name="Problems">What is not the same on both sides, a line for each; the first fifty.</param>
public sealed record CopySummary(
    int Pictures, int PicturesCopied, int Records, int RecordsCopied, int Removed, IReadOnlyList<string> Problems)
{
    /// <summary>How many files of videos there are.</summary>
    public int Videos { get; init; }

    /// <summary>How many of them were not there yet.</summary>
    public int VideosCopied { get; init; }

    /// <summary>How many of them were removed where they came from.</summary>
    public int VideosRemoved { get; init; }
}
