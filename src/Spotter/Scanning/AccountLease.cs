namespace Spotter.Scanning;

/// <summary>Says which scan may work on an account.</summary>
/// <param name="Owner">The owner, as <see cref="ILeaseOwners"/> names it.</param>
/// <param name="Until">From when on anyone may take it.</param>
public sealed record AccountLease(string Owner, DateTimeOffset Until);
