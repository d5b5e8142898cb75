using Spotter.Calls;

namespace Spotter.Scanning;

/// <summary>What <see cref="FetchPage"/> stored.</summary>
public sealed record FetchedPage
{
    /// <summary>The keys of posts that are to be worked on.</summary>
    public IReadOnlyList<string> PostsToDo { get; init; } = [];

    /// <summary>The key of the oldest post of the page; null where it holds none.</summary>
    public string? OldestPost { get; init; }

    /// <summary>The same for pages of the same posts, whatever their order; null where the page holds none.</summary>
    public string? Content { get; init; }

    /// <summary>How many posts the page holds.</summary>
    public int Posts { get; init; }

    /// <summary>How many of them were seen for the first time.</summary>
    public int NewPosts { get; init; }

    /// <summary>True where an earlier whole pass knew every post of the page, and there is at least one.</summary>
    public bool AllKnown { get; init; }

    /// <summary>True where all of its posts are older than what is collected, and so are those of the pages behind it.</summary>
    public bool IsPast { get; init; }

    /// <summary>True where the source follows links: pages without posts, or with posts that are known, say nothing of the rest.</summary>
    public bool IsUnordered { get; init; }

    /// <summary>The next page; null where there is none.</summary>
    public string? NextCursor { get; init; }

    /// <summary>True where the page holds new posts beyond the limit.</summary>
    public bool CutShort { get; init; }

    /// <summary>What was odd about the page and was passed over, for a person; null where nothing was.</summary>
    public string? Notice { get; init; }

    /// <summary>What of its new posts is not taken, a line for each.</summary>
    // A record of an earlier version lacks it.
    public IReadOnlyList<string> Losses { get => field ?? []; init; } = [];

    /// <summary>Why there is no page; null where there is one, and where the source was not asked.</summary>
    public SourceFailure? Failure { get; init; }

    /// <summary>
    /// When to ask again: after a failure, or because the call budget had no room and the source was not asked. Null where there is a page
    /// or asking again cannot help.
    /// </summary>
    public DateTimeOffset? RetryAt { get; init; }
}
