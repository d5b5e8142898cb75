using Spotter.Accounts;

namespace Spotter.Scanning;

/// <summary>The input of <see cref="HoldLease"/>.</summary>
/// <param name="Account">The account.</param>
/// <param name="InstanceId">The orchestration that owns the lease.</param>
/// <param name="Until">The end of the wait.</param>
/// <param name="Reason">What is waited for, for a person.</param>
public sealed record HoldLeaseInput(AccountId Account, string InstanceId, DateTimeOffset Until, string? Reason = null);
