namespace Spotter.Scanning;

/// <summary>What judging old posts again did.</summary>
/// <param name="Posts">How many posts were judged.</param>
/// <param name="Pictures">How many pictures of them.</param>
/// <param name="Changed">How many pictures have another best label now.</param>
/// <param name="Known">How many posts the model had judged as it is now, so that they were left.</param>
/// <param name="Problems">What could not be judged and why, a line for each; the first fifty.</param>
public sealed record RelabelSummary(int Posts, int Pictures, int Changed, int Known, IReadOnlyList<string> Problems);
