using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Spotter.FunctionsApp.Orchestration;

/// <summary>Removes the histories of orchestrations that ended long ago: the state is the truth, and the task hub would grow for ever.</summary>
public sealed partial class HistoryPurge(TimeProvider time, ILogger<HistoryPurge> logger)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private static readonly OrchestrationRuntimeStatus[] Ended =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    /// <summary>Runs every night.</summary>
    [Function(nameof(HistoryPurge))]
    public async Task RunAsync([TimerTrigger("0 30 3 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var result = await client.PurgeAllInstancesAsync(new PurgeInstancesFilter(CreatedTo: time.GetUtcNow() - Kept, Statuses: Ended), cancellationToken);
        LogPurged(result.PurgedInstanceCount);
    }

    [LoggerMessage(LogLevel.Information, "Removed the histories of {Count} orchestrations.")]
    private partial void LogPurged(int count);
}
