namespace Spotter.Simulator.Instagram.Replies;

/// <summary>Posts in the shape of the mobile app.</summary>
internal sealed record FeedReply(int NumResults, bool MoreAvailable, string? NextMaxId, FeedItem[] Items, string Status = "ok");
