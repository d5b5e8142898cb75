namespace FuzzBench.Running;

/// <summary>How far a worker has come since its last report: a line of its output.</summary>
/// <param name="Next">The index to go on with.</param>
/// <param name="Taken">How many inputs were taken for what they looked like.</param>
/// <param name="Refused">How many were refused as they should be.</param>
/// <param name="WorkingSet">In bytes.</param>
/// <param name="Faults">What went wrong.</param>
internal sealed record WorkerReport(long Next, long Taken, long Refused, long WorkingSet, IReadOnlyList<FuzzFault> Faults);
