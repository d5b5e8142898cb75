using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Spotter.Scanning;

namespace Spotter.FunctionsApp.Orchestration;

/// <summary>Starts the monitor by the clock, unless it is still running.</summary>
public sealed partial class MonitorTimer(IOptions<ScanningOptions> scanning, ILogger<MonitorTimer> logger)
{
    // Far beyond what a scan takes that need not wait, and within two looks at the most usual schedule.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Runs at every time of the setting <c>MONITOR_SCHEDULE</c>, six cron fields in UTC.</summary>
    [Function(nameof(MonitorTimer))]
    public async Task RunAsync([TimerTrigger("%MONITOR_SCHEDULE%")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var running = await client.GetInstanceAsync(MonitorAccounts.InstanceId, cancellationToken);
        if (running is { IsCompleted: false })
        {
            LogStillRunning();
            return;
        }

        var request = new MonitorRequest { Parallel = scanning.Value.ParallelAccounts, Patience = Patience };
        await client.ScheduleNewOrchestrationInstanceAsync(nameof(MonitorAccounts), request, new StartOrchestrationOptions(MonitorAccounts.InstanceId), cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "The last look for watches that are due has not ended: this one is left out.")]
    private partial void LogStillRunning();
}
