namespace FuzzBench.Running;

/// <summary>The working set of a worker.</summary>
/// <param name="Index">Before which input.</param>
/// <param name="Bytes">The working set.</param>
/// <param name="Worker">The how manieth worker of its kind: a new one begins small.</param>
public sealed record MemorySample(long Index, long Bytes, int Worker);
