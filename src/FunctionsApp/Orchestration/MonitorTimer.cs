using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Spotter.Scanning;
using Spotter.Sources;

namespace Spotter.FunctionsApp.Orchestration;

/// <summary>Starts the monitor of each source by the clock, unless it is still running.</summary>
public sealed partial class MonitorTimer(PostSources sources, IOptions<ScanningOptions> scanning, ILogger<MonitorTimer> logger)
{
    /// <summary>Runs at every time of the setting <c>MONITOR_SCHEDULE</c>, six cron fields in UTC.</summary>
    [Function(nameof(MonitorTimer))]
    public async Task RunAsync([TimerTrigger("%MONITOR_SCHEDULE%")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        foreach (var source in sources.Names)
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
        await client.ScheduleNewOrchestrationInstanceAsync(nameof(MonitorAccounts), request, new StartOrchestrationOptions(id), cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "The last look for watches of {Source} that are due has not ended: this one is left out.")]
    private partial void LogStillRunning(string source);
}
