namespace Spotter.Moving.Importing;

/// <summary>What was taken in.</summary>
/// <param name="Kind">What it was taken for.</param>
/// <param name="Added">How many posts are new here.</param>
/// <param name="Known">How many were known, and stay as they were, but for pictures and videos that they lacked.</param>
/// <param name="Accounts">How many accounts they are of.</param>
/// <param name="Failed">How many files or posts could not be taken.</param>
/// <param name="Problems">Why, a line for each; the first fifty.</param>
/// <param name="Notice">What was passed over on purpose; null where nothing was.</param>
public sealed record ImportSummary(
    string Kind, int Added, int Known, int Accounts, int Failed, IReadOnlyList<string> Problems, string? Notice = null)
{
    /// <summary>How many files of videos the posts have, new or not.</summary>
    public int Videos { get; init; }

    /// <summary>How many of the known posts got pictures or files of videos that they lacked.</summary>
    public int Completed { get; init; }

    /// <summary>For how many of the new posts something is still to be done, as fetching a video.</summary>
    public int Waiting { get; init; }
}
