using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Sources;

namespace Spotter.Collecting;

/// <summary>A video of a <see cref="PostDocument"/>.</summary>
public sealed record VideoDocument
{
    /// <summary>Where the source had the file; left out where it does not say. May have expired.</summary>
    public string? Address { get; init; }

    /// <summary>Which of the post's pictures shows it, from 0; left out where none does.</summary>
    public int? Cover { get; init; }

    /// <summary>The SHA-256 of its bytes, in hexadecimal digits; left out where it was not fetched.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Its file, relative to the folder.</summary>
    public string? File { get; set; }

    /// <summary>How many bytes it has.</summary>
    public long Length { get; init; }

    /// <summary>Why it was not fetched.</summary>
    public string? Failure { get; init; }

    /// <summary>True where it was given up.</summary>
    public bool Lost { get; init; }

    /// <summary>True where its address led nowhere.</summary>
    public bool Gone { get; init; }

    /// <summary>How often what came was no video.</summary>
    public int Unreadable { get; init; }

    /// <summary>Since when it fails.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>A video of a post, and what became of it.</summary>
    internal static VideoDocument Of(PostVideo? video, VideoRecord record) => new()
    {
        Address = video?.Address,
        Cover = video?.Cover,
        Sha256 = record.Id?.Hex,
        Length = record.Length,
        Failure = record.Failure,
        Lost = record.IsLost,
        Gone = record.IsGone,
        Unreadable = record.Unreadable,
        FailingSince = record.FailingSince,
    };

    /// <summary>The video as it is kept.</summary>
    internal VideoRecord ToRecord() => new()
    {
        Id = PictureId.TryParse(Sha256, out var id) ? id : null,
        Length = Length,
        Failure = Failure,
        IsLost = Lost,
        IsGone = Gone,
        Unreadable = Unreadable,
        FailingSince = FailingSince,
    };
}
