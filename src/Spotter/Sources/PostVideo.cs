namespace Spotter.Sources;

/// <summary>A video of a post, before its file is fetched.</summary>
/// <param name="Address">Where the file is; null where the source does not say. May expire.</param>
/// <param name="Cover">Which of the post's pictures shows it, from 0; null where none does.</param>
public sealed record PostVideo(string? Address, int? Cover = null);
