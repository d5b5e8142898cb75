using Spotter.Sources;
using Spotter.State;

namespace Spotter.Posts;

/// <summary>What the state knows of a post that a source described.</summary>
/// <param name="Post">The post as its source describes it now.</param>
/// <param name="Known">Its record; null where it is new, and where its record cannot be read.</param>
/// <param name="IsUnreadable">True where it is known and its record cannot be read.</param>
public sealed record PostLook(Post Post, Versioned<PostRecord>? Known, bool IsUnreadable);
