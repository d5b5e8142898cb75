namespace Spotter.Scanning;

/// <summary>The calls that a credential has made or will make.</summary>
/// <param name="Slots">The latest slots that were handed out, as Unix time in milliseconds, oldest first: as many as the largest window counts.</param>
/// <param name="NotBefore">No slot is handed out before this time.</param>
public sealed record CallBudgetRecord(IReadOnlyList<long> Slots, DateTimeOffset NotBefore);
