namespace Spotter.Web.Feed;

/// <summary>A part of a feed.</summary>
/// <param name="Posts">The newest first.</param>
/// <param name="Next">Where the next part begins; null where none is left.</param>
/// <param name="LookedBackTo">
/// The time of the oldest post that was looked at, where the look ended before the part was full; else null.
/// </param>
internal sealed record FoundPage(IReadOnlyList<FoundPost> Posts, string? Next, DateTimeOffset? LookedBackTo);
