namespace Spotter.Pictures;

/// <summary>A picture store that can be looked through as a whole.</summary>
public interface IPictureInventory : IPictureStore
{
    /// <summary>Lists what is stored, in no particular order.</summary>
    /// <exception cref="IOException">The store cannot be read; the message names the place.</exception>
    IAsyncEnumerable<PictureId> ListAsync(CancellationToken cancellationToken);

    /// <summary>Removes a picture; one that is not stored is left so.</summary>
    /// <exception cref="IOException">It could not be removed; the message names the place.</exception>
    Task RemoveAsync(PictureId id, CancellationToken cancellationToken);
}
