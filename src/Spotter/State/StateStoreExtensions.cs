using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Spotter.State;

/// <summary>Reads and changes records as values of a type.</summary>
public static class StateStoreExtensions
{
    private const int MostTries = 20;

    /// <summary>Reads one record; null where there is none.</summary>
    /// <exception cref="StateException">The store or the record cannot be read.</exception>
    public static async Task<Versioned<T>?> FindAsync<T>(this IStateStore store, StateKey id, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } record ? Read(record, type) : null;

    /// <summary>Lists a partition's records whose keys begin with the prefix and go on with an ASCII letter, digit, or a character that sorts before them.</summary>
    /// <exception cref="StateException">The store or a record cannot be read.</exception>
    public static async IAsyncEnumerable<Versioned<T>> ListByPrefixAsync<T>(
        this IStateStore store, string partition, string prefix, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var record in store.ListAsync(partition, prefix.Length == 0 ? "!" : prefix, prefix + "~", cancellationToken))
            yield return Read(record, type);
    }

    /// <summary>Lists a partition's records whose keys begin with the prefix, a printable ASCII character last, and come after the given key; all of them where it is null.</summary>
    /// <exception cref="StateException">The store or a record cannot be read.</exception>
    public static async IAsyncEnumerable<Versioned<T>> ListAfterAsync<T>(
        this IStateStore store, string partition, string prefix, string? after, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var record in store.ListAsync(partition, after is null ? prefix : after + " ", prefix[..^1] + (char)(prefix[^1] + 1), cancellationToken))
            yield return Read(record, type);
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
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var present = await store.FindAsync(id, type, cancellationToken);
            if (change(present?.Value) is not { } value)
                return null;

            var write = present is null ? StateChange.Add(id.Key, value, type) : StateChange.Replace(id.Key, value, type, present.Version);
            if (await store.TryChangeAsync(id.Partition, [write], cancellationToken))
                return value;
        }

        throw new StateException($"The record {id.Partition} {id.Key} was changed by others {MostTries} times in a row. Try again.");
    }

    private static Versioned<T> Read<T>(StateRecord record, JsonTypeInfo<T> type)
    {
        try
        {
            var value = JsonSerializer.Deserialize(record.Value.Span, type) ?? throw new JsonException("It is null.");
            return new Versioned<T>(record.Id, value, record.Version);
        }
        catch (JsonException error)
        {
            throw new StateException($"The record {record.Id.Partition} {record.Id.Key} cannot be read: {error.Message}", error);
        }
    }
}
