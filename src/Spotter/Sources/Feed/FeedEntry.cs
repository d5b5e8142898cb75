using System.ServiceModel.Syndication;

namespace Spotter.Sources.Feed;

/// <summary>An entry of a feed of any dialect.</summary>
/// <param name="Item">Reads it; throws <see cref="OddItemException"/> or what the reader throws where it is none.</param>
/// <param name="Base">What its addresses are relative to, as it is written; null for the feed's own address.</param>
/// <param name="Keep">What keeps it as it came.</param>
internal sealed record FeedEntry(Func<SyndicationItem> Item, string? Base, Func<RawReply, string?> Keep);
