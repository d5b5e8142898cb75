namespace Spotter.Posts;

/// <summary>A part of the feed of all accounts.</summary>
/// <param name="Entries">The newest first.</param>
/// <param name="Next">Where the next part begins; null where none is left.</param>
public sealed record FeedPage(IReadOnlyList<FeedEntry> Entries, string? Next);
