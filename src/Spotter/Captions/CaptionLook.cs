namespace Spotter.Captions;

/// <summary>A look through an account's posts for captions that are not counted, where it stands.</summary>
/// <param name="After">The key of the post that was looked at last; null before the first.</param>
/// <param name="Until">The newest of the times at which the posts it met were found; null before the first.</param>
/// <param name="Known">How many posts it met that had been counted before.</param>
/// <param name="Added">How many it counted.</param>
public sealed record CaptionLook(string? After = null, DateTimeOffset? Until = null, int Known = 0, int Added = 0);
