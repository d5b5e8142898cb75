using System.Text.Json.Serialization;

namespace Spotter.Posts;

/// <summary>How far a post has come.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PostStage>))]
public enum PostStage
{
    /// <summary>Its description is stored.</summary>
    Discovered,

    /// <summary>Its pictures are stored.</summary>
    Stored,

    /// <summary>Its pictures are classified and its alerts are recorded.</summary>
    Classified,

    /// <summary>Its alerts are sent, or it needs none.</summary>
    Done,

    /// <summary>It was given up; <see cref="PostRecord.Reason"/> says why it cannot go on.</summary>
    Failed,
}
