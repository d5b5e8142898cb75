namespace Spotter.Posts;

/// <summary>Where a post is kept: under the time that it had when it was found.</summary>
/// <param name="PostKey">As <see cref="PostKeys.Of"/> gave it then.</param>
public sealed record PostPlace(string PostKey);
