using System.Text.Json.Serialization;
using Spotter.Posts;
using Spotter.Sources;

namespace Spotter.Collecting;

/// <summary>A video of a <see cref="PostDocument"/>.</summary>
public sealed record VideoDocument : FileDocument
{
    /// <summary>A video of which nothing is known yet.</summary>
    public VideoDocument()
    {
    }

    private VideoDocument(VideoRecord record) : base(record)
    {
    }

    internal override string Kind => "Video";

    /// <summary>Where the source had the file; left out where it does not say. May have expired.</summary>
    [JsonPropertyOrder(-2)]
    public string? Address { get; init; }

    /// <summary>Which of the post's pictures shows it, from 0; left out where none does.</summary>
    [JsonPropertyOrder(-2)]
    public int? Cover { get; init; }

    /// <summary>How many bytes it has.</summary>
    public long Length { get; init; }

    /// <summary>A video of a post, and what became of it.</summary>
    internal static VideoDocument Of(PostVideo? video, VideoRecord record) => new(record)
    {
        Address = video?.Address,
        Cover = video?.Cover,
        Length = record.Length,
    };

    /// <summary>The video as it is kept.</summary>
    internal VideoRecord ToRecord() => Fill(new VideoRecord { Length = Length });
}
