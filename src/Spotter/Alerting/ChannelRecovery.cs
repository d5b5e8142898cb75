namespace Spotter.Alerting;

/// <summary>Lets stopped channels send again once the operator has put them right.</summary>
public sealed class ChannelRecovery(AlertChannels channels, ChannelStateRepository states)
{
    /// <summary>Checks every stopped channel and resumes those that are well. What they held is sent by the next scans.</summary>
    /// <returns>What is still wrong, by channel.</returns>
    public async Task<IReadOnlyDictionary<string, string>> ResumeHealthyAsync(CancellationToken cancellationToken)
    {
        var problems = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var channel in channels.All)
        {
            if (await states.FindAsync(channel.Name, cancellationToken) is null)
                continue;

            if (await channel.FindProblemAsync(cancellationToken) is { } problem)
                problems[channel.Name] = problem;
            else
                await states.ResumeAsync(channel.Name, cancellationToken);
        }

        return problems;
    }
}
