using Spotter.State;

namespace Spotter.Alerting;

/// <summary>Keeps which channels are stopped, for all hosts.</summary>
public sealed class ChannelStateRepository(IStateStore store, TimeProvider time)
{
    private const string Partition = "channels";

    /// <summary>Why a channel is stopped; null where it is not.</summary>
    public async Task<ChannelState?> FindAsync(string channel, CancellationToken cancellationToken) =>
        (await store.FindAsync(new StateKey(Partition, channel), SpotterJsonContext.Default.ChannelState, cancellationToken))?.Value;

    /// <summary>Stops a channel; false where it was stopped already.</summary>
    public Task<bool> StopAsync(string channel, string reason, CancellationToken cancellationToken) =>
        store.TryChangeAsync(Partition, [StateChange.Add(channel, new ChannelState(time.GetUtcNow(), reason), SpotterJsonContext.Default.ChannelState)], cancellationToken);

    /// <summary>Lets a channel send again. What was held meanwhile is sent by the next scans.</summary>
    public Task ResumeAsync(string channel, CancellationToken cancellationToken) =>
        store.TryChangeAsync(Partition, [StateChange.Delete(channel)], cancellationToken);
}
