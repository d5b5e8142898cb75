namespace Spotter.Posts;

/// <summary>How far the posts are in the feed that were settled before there was one.</summary>
/// <param name="IsFilled">True where all of them are.</param>
/// <param name="Account">The account that is at work; null for the first.</param>
/// <param name="PostKey">The last of its posts that was looked at; null where none was.</param>
public sealed record FeedMark(bool IsFilled = false, string? Account = null, string? PostKey = null);
