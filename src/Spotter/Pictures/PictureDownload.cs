using Spotter.Calls;

namespace Spotter.Pictures;

/// <summary>The bytes of a picture, or why there are none.</summary>
public sealed record PictureDownload : IDownload<PictureDownload>
{
    /// <summary>The bytes; empty where <see cref="Failure"/> is set.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>Why there are no bytes; null where there are.</summary>
    public SourceFailure? Failure { get; init; }

    /// <summary>A download that failed.</summary>
    public static PictureDownload Failed(SourceFailure failure) => new() { Failure = failure };
}
