using Spotter.State;

namespace Spotter.Alerting;

/// <summary>Keeps which channels are stopped, for all hosts.</summary>
public sealed class ChannelStateRepository(IStateStore store, TimeProvider time)
{
    private const string Partition = "channels";
    private const int MaxDoublings = 6;

    private static readonly TimeSpan FirstProbe = TimeSpan.FromMinutes(1);
    internal static readonly TimeSpan MaxProbe = TimeSpan.FromHours(1);

    /// <summary>Why a channel is stopped or on trial; null where it is well.</summary>
    public async Task<ChannelState?> FindAsync(string channel, CancellationToken cancellationToken) =>
        (await store.FindAsync(new StateKey(Partition, channel), AlertJson.Default.ChannelState, cancellationToken))?.Value;

    /// <summary>Stops a channel; false where it was stopped already. One that was on trial goes on waiting longer and longer.</summary>
    public async Task<bool> StopAsync(string channel, string reason, CancellationToken cancellationToken) =>
        await ChangeAsync(channel, state => state switch
        {
            null => Wait(new ChannelState(time.GetUtcNow(), reason)),
            { IsOnTrial: true } => Wait(state with { Reason = reason, IsOnTrial = false, Probes = state.Probes + 1 }),
            _ => null,
        }, cancellationToken) is not null;

    /// <summary>
    /// Notes what is still wrong with a stopped channel, which may be something else now: the wait for the next check doubles, from
    /// 1 minute to 1 hour.
    /// </summary>
    public Task WaitLongerAsync(string channel, string reason, CancellationToken cancellationToken) =>
        ChangeAsync(
            channel,
            state => state is { IsOnTrial: false } ? Wait(state with { Reason = reason, Probes = state.Probes + 1 }) : null,
            cancellationToken);

    /// <summary>Lets a stopped channel send again, on trial. What was held meanwhile is sent by the next scans.</summary>
    public Task TryAsync(string channel, CancellationToken cancellationToken) =>
        ChangeAsync(channel, state => state is { IsOnTrial: false } ? state with { IsOnTrial = true } : null, cancellationToken);

    /// <summary>Forgets that a channel was stopped: something arrived there.</summary>
    public Task ResumeAsync(string channel, CancellationToken cancellationToken) =>
        store.TryChangeAsync(Partition, [StateChange.Delete(channel)], cancellationToken);

    private ChannelState Wait(ChannelState state)
    {
        var wait = FirstProbe * Math.Pow(2, Math.Min(state.Probes, MaxDoublings));
        return state with { ProbeAt = time.GetUtcNow() + (wait < MaxProbe ? wait : MaxProbe) };
    }

    private Task<ChannelState?> ChangeAsync(
        string channel, Func<ChannelState?, ChannelState?> change, CancellationToken cancellationToken) =>
        store.UpdateAsync(new StateKey(Partition, channel), AlertJson.Default.ChannelState, change, cancellationToken);
}
