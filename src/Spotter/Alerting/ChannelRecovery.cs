using Spotter.Calls;

namespace Spotter.Alerting;

/// <summary>Lets stopped channels send again once the operator has put them right.</summary>
public sealed class ChannelRecovery(AlertChannels channels, ChannelStateRepository states, TimeProvider time)
{
    /// <summary>
    /// Checks every stopped channel and lets those send again, on trial, where nothing is found wrong. What they held is sent by the next
    /// scans.
    /// </summary>
    /// <returns>What is still wrong, by channel.</returns>
    public Task<IReadOnlyDictionary<string, string>> ResumeHealthyAsync(CancellationToken cancellationToken) =>
        ResumeAsync(_ => true, cancellationToken);

    /// <summary>
    /// The same for those whose wait is over. It grows with each check, so that a channel that refuses every post is not asked for ever at
    /// the same rate.
    /// </summary>
    /// <returns>What is still wrong, by channel, with those whose wait is not over.</returns>
    public Task<IReadOnlyDictionary<string, string>> ResumeDueAsync(CancellationToken cancellationToken) =>
        ResumeAsync(state => time.IsDue(state.ProbeAt, ChannelStateRepository.MaxProbe), cancellationToken);

    private async Task<IReadOnlyDictionary<string, string>> ResumeAsync(Func<ChannelState, bool> isDue, CancellationToken cancellationToken)
    {
        var problems = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var channel in channels.All)
        {
            if (await states.FindAsync(channel.Name, cancellationToken) is not { IsOnTrial: false } state)
                continue;

            var problem = isDue(state) ? await ProbeAsync(channel, cancellationToken) : state.Reason;
            if (problem is not null)
                problems[channel.Name] = problem;
        }

        return problems;
    }

    private async Task<string?> ProbeAsync(IAlertChannel channel, CancellationToken cancellationToken)
    {
        var problem = await channel.FindProblemAsync(cancellationToken);
        await (problem is null
            ? states.TryAsync(channel.Name, cancellationToken)
            : states.WaitLongerAsync(channel.Name, problem, cancellationToken));
        return problem;
    }
}
