namespace Spotter.Sources;

/// <summary>Asks a source for one page of an account's posts.</summary>
/// <param name="Handle">The account's handle.</param>
/// <param name="Cursor">Where to go on, as the source's last page gave it; null for the newest page.</param>
/// <param name="Limit">At most this many posts, where the source lets itself be asked for a number; it may give fewer.</param>
public sealed record PageRequest(string Handle, string? Cursor, int Limit)
{
    /// <summary>
    /// The <see cref="PageResult.Mark"/> of the newest page as it is known already: where nothing changed since, the source may say just
    /// that. Null asks for the page in any case.
    /// </summary>
    public string? Mark { get; init; }

    /// <summary>True where <see cref="Post.Raw"/> is wanted.</summary>
    public bool KeepsRaw { get; init; }
}
