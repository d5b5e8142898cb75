namespace Spotter.Sources;

/// <summary>Asks a source for one page of an account's posts.</summary>
/// <param name="Handle">The account's handle.</param>
/// <param name="Cursor">Where to go on, as the source's last page gave it; null for the newest page.</param>
/// <param name="Limit">At most this many posts, where the source lets itself be asked for a number; it may give fewer.</param>
public sealed record PageRequest(string Handle, string? Cursor, int Limit);
