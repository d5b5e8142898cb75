using System.Text.Json.Serialization;
using Spotter.Pictures;

namespace Spotter.Posts;

/// <summary>A file of a post, a picture or a video, and what became of it.</summary>
public abstract record FetchedFile
{
    /// <summary>Its id in its store; null until it is stored.</summary>
    public PictureId? Id { get; init; }

    /// <summary>Why it could not be stored or used, for a person; null where it could.</summary>
    public string? Failure { get; init; }

    /// <summary>How often what came was no such file that can be read.</summary>
    public int Unreadable { get; init; }

    /// <summary>Since when it fails for what may not pass; null where it does not.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>True where its address led nowhere: it wants a fresh one.</summary>
    public bool IsGone { get; init; }

    /// <summary>True where it was given up: it is not fetched again.</summary>
    public bool IsLost { get; init; }

    /// <summary>True where it is still to be stored.</summary>
    [JsonIgnore]
    public bool IsMissing => Id is null && !IsLost;
}
