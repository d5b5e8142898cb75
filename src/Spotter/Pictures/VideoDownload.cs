using Spotter.Calls;

namespace Spotter.Pictures;

/// <summary>The file of a video in its store, or why there is none.</summary>
public sealed record VideoDownload : IDownload<VideoDownload>
{
    /// <summary>The SHA-256 of its bytes; null where <see cref="Failure"/> is set.</summary>
    public PictureId? Id { get; init; }

    /// <summary>How many bytes it has.</summary>
    public long Length { get; init; }

    /// <summary>Why there is no file; null where there is one.</summary>
    public SourceFailure? Failure { get; init; }

    /// <summary>True where another attempt can bring nothing else.</summary>
    public bool IsFinal { get; init; }

    /// <summary>A download that failed.</summary>
    public static VideoDownload Failed(SourceFailure failure) => new() { Failure = failure };
}
