namespace Spotter.State;

/// <summary>A record as it was read.</summary>
/// <param name="Id">Where it lies.</param>
/// <param name="Value">UTF-8 JSON.</param>
/// <param name="Version">Changes with every write; opaque.</param>
public sealed record StateRecord(StateKey Id, ReadOnlyMemory<byte> Value, string Version);
