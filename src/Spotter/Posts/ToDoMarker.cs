namespace Spotter.Posts;

/// <summary>Marks a post that is not settled, so that a scan finds what an earlier one left without reading every post.</summary>
/// <param name="DueAt">When it is tried next; null where nothing speaks against now.</param>
/// <param name="OwesAlert">True where an alert waits, which any scan looks at: its channel may be well again.</param>
public sealed record ToDoMarker(DateTimeOffset? DueAt = null, bool OwesAlert = false);
