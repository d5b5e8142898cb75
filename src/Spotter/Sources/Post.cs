namespace Spotter.Sources;

/// <summary>One post as its source describes it.</summary>
public sealed record Post
{
    /// <summary>The source's id of the post, unique within its account.</summary>
    public required string Id { get; init; }

    /// <summary>When it was posted.</summary>
    public required DateTimeOffset PostedAt { get; init; }

    /// <summary>True where the source gives no time: <see cref="PostedAt"/> is then when it was first seen.</summary>
    public bool IsUndated { get; init; }

    /// <summary>What the source files it under, such as a part of a menu; null where it says nothing of the kind.</summary>
    public string? Category { get; init; }

    /// <summary>The text beside the pictures; null where there is none.</summary>
    public string? Caption { get; init; }

    /// <summary>The address of the post's own page, or of the file that it is; null where the source has none.</summary>
    public string? Link { get; init; }

    /// <summary>How many likes; null where the source does not say.</summary>
    public long? Likes { get; init; }

    /// <summary>How many comments; null where the source does not say.</summary>
    public long? Comments { get; init; }

    /// <summary>
    /// What they say, as far as the source shows it, as it was when the post was found; null where it shows none.
    /// </summary>
    public IReadOnlyList<PostComment>? CommentTexts { get; init; }

    /// <summary>True for a video; null where the source does not say. One among the pictures of a post makes it none.</summary>
    public bool? IsVideo { get; init; }

    /// <summary>
    /// What the source said of it, as JSON, without secrets; null where that was not asked for, or the source is no reply of a server.
    /// </summary>
    public string? Raw { get; init; }

    /// <summary>The post's pictures, in order. Empty for a video without a still picture.</summary>
    public IReadOnlyList<PostPicture> Pictures { get; init; } = [];

    /// <summary>Its videos, in order; null where there are none, or their files are not asked for.</summary>
    public IReadOnlyList<PostVideo>? Videos { get; init; }
}
