namespace Spotter.State;

/// <summary>
/// Keeps records by partition and key, with optimistic concurrency. Every query of the product is a read of one key or of one range of one
/// partition.
/// Safe for many threads, and for several processes on the same store.
/// </summary>
public interface IStateStore
{
    /// <summary>The most changes one <see cref="TryChangeAsync"/> takes (100 is what Azure Tables allows).</summary>
    const int MaxChanges = 100;

    /// <summary>Reads one record; null where there is none.</summary>
    /// <exception cref="StateException">The store cannot be read.</exception>
    Task<StateRecord?> FindAsync(StateKey id, CancellationToken cancellationToken);

    /// <summary>Lists a partition's records in the order of their keys.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="from">The first key, inclusive.</param>
    /// <param name="before">The first key that is too far, exclusive.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <exception cref="StateException">The store cannot be read.</exception>
    IAsyncEnumerable<StateRecord> ListAsync(string partition, string from, string before, CancellationToken cancellationToken);

    /// <summary>Lists the partitions that hold a record, in the order of their names.</summary>
    /// <exception cref="StateException">The store cannot be read.</exception>
    IAsyncEnumerable<string> ListPartitionsAsync(CancellationToken cancellationToken);

    /// <summary>Makes all the changes, or none where one's condition does not hold.</summary>
    /// <param name="partition">The partition of all the changes.</param>
    /// <param name="changes">At most <see cref="MaxChanges"/>, no key twice.</param>
    /// <param name="cancellationToken">Cancels the call; the changes may still have been made.</param>
    /// <returns>False where a condition did not hold.</returns>
    /// <exception cref="StateException">The store cannot be written: locked, damaged, or the disk is full. Nothing was changed.</exception>
    Task<bool> TryChangeAsync(string partition, IReadOnlyList<StateChange> changes, CancellationToken cancellationToken);
}
