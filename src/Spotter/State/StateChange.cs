using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Spotter.State;

/// <summary>One change of one record.</summary>
/// <param name="Key">The record's key within the partition that is changed.</param>
/// <param name="Kind">What must be true for the change to be made.</param>
/// <param name="Value">The new value, UTF-8 JSON; empty for a deletion.</param>
/// <param name="Version">The version the record must have, for <see cref="StateChangeKind.Replace"/>; null otherwise.</param>
public sealed record StateChange(string Key, StateChangeKind Kind, ReadOnlyMemory<byte> Value = default, string? Version = null)
{
    /// <summary>Checks what every store requires of changes that are made together.</summary>
    /// <exception cref="ArgumentException">There are too many, a key is changed twice, or the partition or a key cannot be one.</exception>
    public static void Require(string partition, IReadOnlyList<StateChange> changes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(changes.Count, IStateStore.MaxChanges);
        if (changes.DistinctBy(change => change.Key).Count() != changes.Count)
            throw new ArgumentException("A key is changed twice.", nameof(changes));
        foreach (var text in changes.Select(change => change.Key).Append(partition))
            if (!StateKey.CanBePart(text))
                throw new ArgumentException(
                    $"'{text}' cannot be a partition or key: 1 to {StateKey.MaxPart} characters, none of them a control character or "
                        + $"half a character.",
                    nameof(changes)
                );
    }

    /// <summary>Adds a record that must not exist.</summary>
    public static StateChange Add(string key, ReadOnlyMemory<byte> value) => new(key, StateChangeKind.Add, value);

    /// <summary>Replaces a record that must have this version.</summary>
    public static StateChange Replace(string key, ReadOnlyMemory<byte> value, string version) =>
        new(key, StateChangeKind.Replace, value, version);

    /// <summary>Writes a record whether or not it exists.</summary>
    public static StateChange Put(string key, ReadOnlyMemory<byte> value) => new(key, StateChangeKind.Put, value);

    /// <summary>Adds a record that must not exist.</summary>
    public static StateChange Add<T>(string key, T value, JsonTypeInfo<T> type) =>
        Add(key, JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>Replaces a record that must have this version.</summary>
    public static StateChange Replace<T>(string key, T value, JsonTypeInfo<T> type, string version) =>
        Replace(key, JsonSerializer.SerializeToUtf8Bytes(value, type), version);

    /// <summary>Replaces that version, as it was read, or adds the record where <paramref name="read"/> is null.</summary>
    public static StateChange Save<T>(string key, T value, JsonTypeInfo<T> type, Versioned<T>? read) =>
        read is null ? Add(key, value, type) : Replace(key, value, type, read.Version);

    /// <summary>Writes a record whether or not it exists.</summary>
    public static StateChange Put<T>(string key, T value, JsonTypeInfo<T> type) =>
        Put(key, JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>Deletes a record; one that does not exist is left so.</summary>
    public static StateChange Delete(string key) => new(key, StateChangeKind.Delete);
}
