using Spotter.Accounts;

namespace Spotter.Scanning;

/// <summary>Watches that are due.</summary>
/// <param name="Accounts">Their accounts.</param>
/// <param name="After">Where the next page begins; null where there is none.</param>
public sealed record DueWatches(IReadOnlyList<AccountId> Accounts, string? After);
