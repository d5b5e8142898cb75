namespace Spotter.Web.News;

/// <summary>How many posts are newer than a place in the feed.</summary>
/// <param name="Count">How many.</param>
/// <param name="IsMore">True where there are more than that.</param>
public sealed record FeedNews(int Count, bool IsMore);
