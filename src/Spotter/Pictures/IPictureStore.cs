namespace Spotter.Pictures;

/// <summary>Keeps pictures by the SHA-256 of their bytes, each once, written whole or not at all.</summary>
public interface IPictureStore
{
    /// <summary>Stores a picture unless it is there already.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="mediaType">For example <c>image/jpeg</c>.</param>
    /// <param name="cancellationToken">Ends the write; nothing of the picture is then stored.</param>
    /// <returns>The picture's id.</returns>
    /// <exception cref="IOException">It could not be written; the message names the place.</exception>
    Task<PictureId> SaveAsync(ReadOnlyMemory<byte> bytes, string mediaType, CancellationToken cancellationToken);

    /// <summary>Reads a picture; null where it is not stored.</summary>
    /// <exception cref="IOException">The store cannot be read; the message names the place.</exception>
    Task<StoredPicture?> ReadAsync(PictureId id, CancellationToken cancellationToken);
}
