namespace Spotter.Posts;

/// <summary>
/// What is counted of a <see cref="PostRecord"/>, whose JSON it reads: of a hundred thousand posts, reading the rest takes most of the
/// time.
/// </summary>
public sealed record CountedPost
{
    /// <summary>The post as its source described it.</summary>
    public required CountedContent Post { get; init; }

    /// <summary>When a scan first saw it.</summary>
    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>The model that classified it; null before.</summary>
    public string? Model { get; init; }

    /// <summary>Its pictures; empty until they are stored.</summary>
    public IReadOnlyList<CountedPicture> Pictures { get; init; } = [];
}
