using Microsoft.DurableTask.Client;
using Spotter.Scanning;

namespace Spotter.FunctionsApp.Orchestration;

/// <summary>
/// Owners are orchestration instances, whichever machine runs them at the moment. One that was completed, failed or terminated without
/// giving its lease back is gone; one that the
/// task hub does not know may be of another hub, and keeps its lease until that expires.
/// </summary>
public sealed class InstanceLeaseOwners : ILeaseOwners
{
    private volatile DurableTaskClient? _client;

    /// <summary>Asks the engine through this client from now on: functions get it with their input, services do not.</summary>
    public void AskThrough(DurableTaskClient client) => _client = client;

    public string NameOf(string instanceId) => instanceId;

    public async ValueTask<bool> IsGoneAsync(string owner, CancellationToken cancellationToken) =>
        _client is { } client && await client.GetInstanceAsync(owner, cancellationToken) is { IsCompleted: true };
}
