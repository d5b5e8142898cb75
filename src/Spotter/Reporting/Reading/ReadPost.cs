using Spotter.Models;
using Spotter.Posts;

namespace Spotter.Reporting.Reading;

/// <summary>A post as it is counted.</summary>
internal sealed record ReadPost
{
    /// <summary>The key of its record.</summary>
    public required string Key { get; init; }

    /// <summary>Its record.</summary>
    public required CountedPost Record { get; init; }

    /// <summary>The model that judged it; empty where none did.</summary>
    public required string Model { get; init; }

    /// <summary>When it was posted, on a clock of its account's time zone.</summary>
    public required DateTime Local { get; init; }

    /// <summary>The best score of each label in one of its pictures. A person's label comes before the model's.</summary>
    public required IReadOnlyList<LabelScore> Scores { get; init; }

    /// <summary>The labels that it counts for: the best of each of its pictures, and those with a score of 0.5 or more.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>What a model of captions says of its account; null where none does.</summary>
    public Suggestion? Suggestion { get; init; }

    /// <summary>How many pictures.</summary>
    public required int Pictures { get; init; }

    /// <summary>The words of its caption.</summary>
    public required CountedText Caption { get; init; }

    /// <summary>The words in its pictures; null where none was read.</summary>
    public CountedText? Words { get; init; }

    /// <summary>Its likes; null where they are not known.</summary>
    public long? Likes => Record.Post.Likes;

    /// <summary>Its comments; null where they are not known.</summary>
    public long? Comments => Record.Post.Comments;

    /// <summary>True where it was found within a day after it was posted.</summary>
    public bool IsYoung => Record.FoundAt - Record.Post.PostedAt < TimeSpan.FromDays(1);
}
