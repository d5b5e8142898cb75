using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Spotter.FunctionsApp.Orchestration;

/// <summary>
/// Removes the histories of orchestrations that ended long ago: the state is the truth, and the task hub would grow for ever. A day of many
/// accounts is more than one call may remove (<c>functionTimeout</c> in host.json): each call removes what it can in its time, and the next
/// goes on with what is left.
/// </summary>
public sealed partial class HistoryPurge(TimeProvider time, ILogger<HistoryPurge> logger)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);
    private static readonly TimeSpan MaxDuration = TimeSpan.FromMinutes(5);

    // The client gives a call up after 100 seconds (grpcHttpClientTimeout in host.json), while the task hub goes on.
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(1);

    // Not every task hub keeps to the time that it is given.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    private static readonly OrchestrationRuntimeStatus[] Ended =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    /// <summary>Runs every ten minutes.</summary>
    [Function(nameof(HistoryPurge))]
    public async Task RunAsync(
        [TimerTrigger("0 */10 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var (count, isComplete) = await PurgeAsync(client, either.Token);
            LogPurged(count, isComplete ? "" : " More are left for the next time.");
        }
        catch (Exception error)
            when (!cancellationToken.IsCancellationRequested && (error is OperationCanceledException || patience.IsCancellationRequested))
        {
            LogOutOfTime();
        }
    }

    private async Task<(int Count, bool IsComplete)> PurgeAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        var end = time.GetUtcNow() + MaxDuration;
        var old = new PurgeInstancesFilter(CreatedTo: time.GetUtcNow() - Kept, Statuses: Ended) { Timeout = Turn };
        for (var count = 0; ;)
        {
            var result = await client.PurgeAllInstancesAsync(old, cancellationToken);
            count += result.PurgedInstanceCount;
            if (result is not { IsComplete: false, PurgedInstanceCount: > 0 } || time.GetUtcNow() >= end)
                return (count, result.IsComplete != false);
        }
    }

    [LoggerMessage(LogLevel.Information, "Removed the histories of {Count} orchestrations.{More}")]
    private partial void LogPurged(int count, string more);

    [LoggerMessage(LogLevel.Information, "Removed histories of orchestrations until the time was up. The next call goes on.")]
    private partial void LogOutOfTime();
}
