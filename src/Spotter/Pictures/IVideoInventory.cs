namespace Spotter.Pictures;

/// <summary>The files of videos that a host has, by the SHA-256 of their bytes: what pages show, and a copy goes through.</summary>
public interface IVideoInventory
{
    /// <summary>Lists what is stored, in no particular order.</summary>
    /// <exception cref="IOException">The store cannot be read; the message names the place.</exception>
    IAsyncEnumerable<PictureId> ListAsync(CancellationToken cancellationToken);

    /// <summary>True for a video that is stored. Nothing of it is read.</summary>
    /// <exception cref="IOException">The store cannot be read; the message names the place.</exception>
    Task<bool> ContainsAsync(PictureId id, CancellationToken cancellationToken);

    /// <summary>Opens a video; null where it is not stored. Reading it throws <see cref="IOException"/> where that fails.</summary>
    /// <exception cref="IOException">The store cannot be read; the message names the place.</exception>
    Task<StoredVideo?> OpenAsync(PictureId id, CancellationToken cancellationToken);

    /// <summary>Stores a video as its bytes come, whole or not at all, unless it is there already.</summary>
    /// <param name="id">The SHA-256 that its bytes have to have.</param>
    /// <param name="video">What comes.</param>
    /// <param name="cancellationToken">Ends the write; nothing of the video is then stored.</param>
    /// <returns>False where its bytes have another: nothing is stored.</returns>
    /// <exception cref="IOException">It could not be read or written; the message names the place.</exception>
    Task<bool> SaveAsync(PictureId id, StoredVideo video, CancellationToken cancellationToken);

    /// <summary>Removes a video; one that is not stored is left so.</summary>
    /// <exception cref="IOException">It could not be removed; the message names the place.</exception>
    Task RemoveAsync(PictureId id, CancellationToken cancellationToken);
}
