using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Spotter.Alerting;
using Spotter.Scanning;
using Spotter.Sources;

namespace Spotter.FunctionsApp.Orchestration;

/// <summary>
/// Starts the monitor of each source that has a watch due, by the clock, unless it is still running. Before that, lets channels send again
/// that are well again.
/// </summary>
public sealed partial class MonitorTimer(
    PostSources sources,
    FindDueWatches due,
    ChannelRecovery channels,
    IOptions<ScanningOptions> scanning,
    TimeProvider time,
    ILogger<MonitorTimer> logger
)
{
    /// <summary>Runs at every time of the setting <c>MONITOR_SCHEDULE</c>, six cron fields in UTC.</summary>
    [Function(nameof(MonitorTimer))]
    public async Task RunAsync(
        [TimerTrigger("%MONITOR_SCHEDULE%")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        foreach (var (channel, problem) in await channels.ResumeDueAsync(cancellationToken))
            LogStopped(channel, problem);

        // An orchestration that finds nothing to do costs more than the look.
        foreach (var source in sources.Names)
            if (await due.IsAnyDueAsync(source, time.GetUtcNow(), cancellationToken))
                await StartAsync(client, source, cancellationToken);
    }

    private async Task StartAsync(DurableTaskClient client, string source, CancellationToken cancellationToken)
    {
        var id = MonitorAccounts.InstanceIdOf(source);
        if (await client.GetInstanceAsync(id, cancellationToken) is { IsCompleted: false })
        {
            LogStillRunning(source);
            return;
        }

        var request = new MonitorRequest { Source = source, Parallel = scanning.Value.ParallelAccounts };
        await client.ScheduleNewOrchestrationInstanceAsync(
            nameof(MonitorAccounts), request, new StartOrchestrationOptions(id), cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "The channel '{Channel}' is stopped, and its alerts are held: {Problem}")]
    private partial void LogStopped(string channel, string problem);

    [LoggerMessage(LogLevel.Information, "The last look for watches of {Source} that are due has not ended: this one is left out.")]
    private partial void LogStillRunning(string source);
}
