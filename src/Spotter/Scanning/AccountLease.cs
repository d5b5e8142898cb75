namespace Spotter.Scanning;

/// <summary>Says which scan may work on an account.</summary>
/// <param name="Owner">The owner, as <see cref="ILeaseOwners"/> names it.</param>
/// <param name="Until">From when on anyone may take it.</param>
/// <param name="WaitsFor">What the scan waits for, for a person; null where it does not wait, or no longer.</param>
/// <param name="WaitsUntil">Until when it waits.</param>
public sealed record AccountLease(string Owner, DateTimeOffset Until, string? WaitsFor = null, DateTimeOffset? WaitsUntil = null);
