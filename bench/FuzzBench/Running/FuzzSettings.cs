namespace FuzzBench.Running;

/// <summary>What is tried.</summary>
/// <param name="Inputs">How many inputs, of all kinds together.</param>
/// <param name="Seed">Decides them.</param>
/// <param name="Data">A folder of examples; null for what is committed alone.</param>
/// <param name="State">The file that the run is gone on with from; null for a run that is forgotten.</param>
/// <param name="Kinds">The kinds that are tried.</param>
public sealed record FuzzSettings(long Inputs, int Seed, string? Data, string? State, IReadOnlyCollection<InputKind> Kinds);
