namespace Spotter.Posts;

/// <summary>What is counted of a <see cref="Sources.Post"/>.</summary>
public sealed record CountedContent
{
    /// <summary>The source's id.</summary>
    public required string Id { get; init; }

    /// <summary>When it was posted.</summary>
    public required DateTimeOffset PostedAt { get; init; }

    /// <summary>True where the source gives no time.</summary>
    public bool IsUndated { get; init; }

    /// <summary>The text beside the pictures.</summary>
    public string? Caption { get; init; }

    /// <summary>Its own page.</summary>
    public string? Link { get; init; }

    /// <summary>How many likes; null where the source does not say.</summary>
    public long? Likes { get; init; }

    /// <summary>How many comments; null where the source does not say.</summary>
    public long? Comments { get; init; }

    /// <summary>What they say, as far as the source shows it; null where it shows none.</summary>
    public IReadOnlyList<CountedComment>? CommentTexts { get; init; }

    /// <summary>True for a video; null where the source does not say.</summary>
    public bool? IsVideo { get; init; }

    /// <summary>A thing for each of its pictures.</summary>
    public IReadOnlyList<CountedThing> Pictures { get; init; } = [];
}

/// <summary>What is counted of a <see cref="Sources.PostComment"/>.</summary>
/// <param name="Text">What it says.</param>
public sealed record CountedComment(string Text);

/// <summary>Something of which only the number counts.</summary>
public sealed record CountedThing;
