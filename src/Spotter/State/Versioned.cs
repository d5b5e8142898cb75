namespace Spotter.State;

/// <summary>A record's value with the version it was read at.</summary>
/// <param name="Id">Where it lies.</param>
/// <param name="Value">The value.</param>
/// <param name="Version">The version that a <see cref="StateChangeKind.Replace"/> must name.</param>
public sealed record Versioned<T>(StateKey Id, T Value, string Version);
