using Spotter.Calls;

namespace Spotter.Sources;

/// <summary>What a source answered: a page of posts, or a failure.</summary>
public sealed record PageResult
{
    /// <summary>The posts, newest first except for pinned ones. Empty beside a <see cref="NextCursor"/> is valid.</summary>
    public IReadOnlyList<Post> Posts { get; init; } = [];

    /// <summary>Where the next page starts; null where there is none.</summary>
    public string? NextCursor { get; init; }

    /// <summary>
    /// Stands for what this page says, so that the source can be asked whether it changed; null where it cannot be asked. At most
    /// 1,000 characters.
    /// </summary>
    public string? Mark { get; init; }

    /// <summary>True where nothing changed since <see cref="PageRequest.Mark"/>: there are no posts then, and no next page.</summary>
    public bool IsUnchanged { get; init; }

    /// <summary>Why there is no page; null where there is one.</summary>
    public SourceFailure? Failure { get; init; }

    /// <summary>
    /// How long this credential should pause before its next call because the source says its limit is near; null where it says nothing.
    /// </summary>
    public TimeSpan? SlowDown { get; init; }

    /// <summary>
    /// What was odd about the answer and was passed over or ignored, for a person and without the account; null where
    /// nothing was.
    /// </summary>
    public string? Notice { get; init; }

    /// <summary>A failed page.</summary>
    public static PageResult Failed(SourceFailure failure) => new() { Failure = failure };
}
