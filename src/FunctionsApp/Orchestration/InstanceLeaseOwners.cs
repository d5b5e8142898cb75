using Spotter.Scanning;

namespace Spotter.FunctionsApp.Orchestration;

/// <summary>
/// Owners are orchestration instances, whichever machine runs them at the moment. One that was completed, failed or terminated without
/// giving its lease back is gone; one that the
/// task hub does not know may be of another hub, and keeps its lease until that expires.
/// </summary>
public sealed class InstanceLeaseOwners(DurableEngine engine) : ILeaseOwners
{
    public string NameOf(string instanceId) => instanceId;

    public async ValueTask<bool> IsGoneAsync(string owner, CancellationToken cancellationToken) =>
        engine.Client is { } client && await client.GetInstanceAsync(owner, cancellationToken) is { IsCompleted: true };
}
