namespace Spotter.Scanning;

/// <summary>
/// Names the orchestrations of this host among all that share the state, and knows which of them have ended without giving a lease back.
/// </summary>
public interface ILeaseOwners
{
    /// <summary>The name that an orchestration of this host owns leases by: no other living orchestration anywhere has it.</summary>
    string NameOf(string instanceId);

    /// <summary>True where the owner of that name has certainly ended. A lease whose owner may live runs until it expires.</summary>
    ValueTask<bool> IsGoneAsync(string owner, CancellationToken cancellationToken);
}
