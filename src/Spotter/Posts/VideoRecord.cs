using Spotter.Sources;

namespace Spotter.Posts;

/// <summary>The file of a video and what became of it.</summary>
public sealed record VideoRecord : FetchedFile
{
    /// <summary>How many bytes it has; 0 until it is stored.</summary>
    public long Length { get; init; }

    /// <summary>A video whose file is asked for: it is to be stored, or lost where the source does not say where it is.</summary>
    public static VideoRecord Of(PostVideo video) => video.Address is null
        ? new VideoRecord { IsLost = true, Failure = "The source does not say where the file of the video is." }
        : new VideoRecord();

    /// <summary>The same, given up.</summary>
    /// <param name="why">For a person.</param>
    public VideoRecord Lose(string? why) => IsMissing ? this with { IsLost = true, Failure = Failure ?? why } : this;
}
