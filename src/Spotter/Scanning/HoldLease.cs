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
