using Spotter.Accounts;
using Spotter.Orchestration;

namespace Spotter.Scanning;

/// <summary>Makes the account's lease last over a wait.</summary>
public sealed class HoldLease(AccountLeases leases) : IActivity<HoldLease, HoldLeaseInput, bool>
{
    /// <inheritdoc/>
    public static Activity<HoldLeaseInput, bool> Definition { get; } = new("HoldLease");

    /// <inheritdoc/>
    public Task<bool> RunAsync(HoldLeaseInput input, CancellationToken cancellationToken) =>
        leases.HoldAsync(input.Account, input.InstanceId, input.Until, input.Reason, cancellationToken);
}

/// <summary>The input of <see cref="HoldLease"/>.</summary>
/// <param name="Account">The account.</param>
/// <param name="InstanceId">The orchestration that owns the lease.</param>
/// <param name="Until">The end of the wait.</param>
/// <param name="Reason">What is waited for, for a person.</param>
public sealed record HoldLeaseInput(AccountId Account, string InstanceId, DateTimeOffset Until, string? Reason = null);
