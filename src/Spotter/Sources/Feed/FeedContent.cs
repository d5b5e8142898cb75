namespace Spotter.Sources.Feed;

/// <summary>What a feed's answer holds.</summary>
/// <param name="Entries">Its entries, in its order.</param>
/// <param name="Next">The feed's next page (RFC 5005, or <c>next_url</c> of a JSON Feed), as it is written; null where it has none.</param>
/// <param name="Damage">Why there are no more entries than these, as a sentence for a person; null where it was read to its end.</param>
internal sealed record FeedContent(IReadOnlyList<FeedEntry> Entries, string? Next = null, string? Damage = null);
