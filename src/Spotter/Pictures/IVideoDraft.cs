namespace Spotter.Pictures;

/// <summary>The file of a video that is being written. Disposed before it is kept, it leaves nothing.</summary>
public interface IVideoDraft : IAsyncDisposable
{
    /// <summary>Adds bytes.</summary>
    /// <exception cref="IOException">They could not be written; the message names the place and what to do.</exception>
    Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Gives the file its name, when all of it is on the disk.</summary>
    /// <param name="extension">How the name ends, with its dot.</param>
    /// <returns>The SHA-256 of its bytes.</returns>
    /// <exception cref="IOException">It could not be written; the message names the place and what to do.</exception>
    Task<PictureId> KeepAsync(string extension);
}
