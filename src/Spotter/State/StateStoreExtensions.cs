using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Spotter.State;

/// <summary>Reads and changes records as values of a type.</summary>
public static class StateStoreExtensions
{
    private const int MaxTries = 20;

    /// <summary>Reads one record; null where there is none.</summary>
    /// <exception cref="StateException">The store cannot be read.</exception>
    /// <exception cref="RecordException">The record cannot be read.</exception>
    public static async Task<Versioned<T>?> FindAsync<T>(
        this IStateStore store, StateKey id, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } record ? Read(record, type) : null;

    /// <summary>Lists a partition's records whose keys begin with the prefix, in their order.</summary>
    /// <param name="store">The store.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="prefix">Ends in a printable ASCII character; empty for every key that begins with an ASCII letter or digit.</param>
    /// <param name="type">How the records are written.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <exception cref="StateException">The store cannot be read.</exception>
    /// <exception cref="RecordException">A record cannot be read.</exception>
    public static IAsyncEnumerable<Versioned<T>> ListByPrefixAsync<T>(
        this IStateStore store, string partition, string prefix, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        store.ListByPrefixAsync(partition, prefix, after: null, type, error => throw error, cancellationToken);

    /// <summary>
    /// The same, of the records that come after the key <paramref name="after"/> alone (of all where it is null), and without those that
    /// cannot be read:
    /// <paramref name="tellUnreadable"/> is told of each.
    /// </summary>
    public static async IAsyncEnumerable<Versioned<T>> ListByPrefixAsync<T>(
        this IStateStore store,
        string partition,
        string prefix,
        string? after,
        JsonTypeInfo<T> type,
        Action<RecordException> tellUnreadable,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // No key holds a character below the blank, and none with the prefix reaches the prefix whose last character is one higher.
        var from = after is not null ? after + " " : prefix.Length == 0 ? " " : prefix;
        var before = prefix.Length == 0 ? "~" : prefix[..^1] + (char)(prefix[^1] + 1);
        await foreach (var record in store.ListAsync(partition, from, before, cancellationToken))
            if (TryRead(record, type, tellUnreadable) is { } read)
                yield return read;
    }

    /// <summary>Changes one record by a function of its value, again and again until nobody else changed it meanwhile.</summary>
    /// <param name="store">The store.</param>
    /// <param name="id">The record.</param>
    /// <param name="type">How it is written.</param>
    /// <param name="change">Gives the new value from the present one, null where there is none; null leaves the record as it is.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The new value; null where <paramref name="change"/> gave null.</returns>
    /// <exception cref="StateException">The store cannot be changed, or others kept changing the record.</exception>
    public static async Task<T?> UpdateAsync<T>(
        this IStateStore store, StateKey id, JsonTypeInfo<T> type, Func<T?, T?> change, CancellationToken cancellationToken) where T : class
    {
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var present = await store.FindAsync(id, type, cancellationToken);
            if (change(present?.Value) is not { } value)
                return null;

            if (await store.TryChangeAsync(id.Partition, [StateChange.Save(id.Key, value, type, present)], cancellationToken))
                return value;
        }

        throw new StateException($"The record {id.Partition} {id.Key} was changed by others {MaxTries} times in a row. Try again.");
    }

    private static Versioned<T>? TryRead<T>(StateRecord record, JsonTypeInfo<T> type, Action<RecordException> tellUnreadable)
    {
        try
        {
            return Read(record, type);
        }
        catch (RecordException error)
        {
            tellUnreadable(error);
            return null;
        }
    }

    /// <summary>Reads a record as a value of a type.</summary>
    /// <exception cref="RecordException">It cannot be read.</exception>
    public static Versioned<T> Read<T>(this StateRecord record, JsonTypeInfo<T> type)
    {
        try
        {
            var value = JsonSerializer.Deserialize(record.Value.Span, type) ?? throw new JsonException("It is null.");
            RecordCheck.RequireWhole(value, type);
            return new Versioned<T>(record.Id, value, record.Version);
        }
        catch (JsonException error)
        {
            throw new RecordException(
                record.Id,
                $"The record {record.Id.Key} of {record.Id.Partition} in the state cannot be read: {error.Message} Restore it from a "
                    + $"copy of the state; where a newer Spotter wrote it, update this one.",
                error);
        }
    }
}
