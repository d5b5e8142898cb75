using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Spotter.Accounts;
using Spotter.Scanning;
using Spotter.Web.Api;

namespace Spotter.FunctionsApp.Orchestration;

/// <summary>Starts scans as orchestrations, and tells how they go.</summary>
public sealed class DurableScans(DurableEngine engine, AccountLeases leases) : IScanStarter, IScanStatuses
{
    public async Task<ScanStart> StartAsync(ScanRequest scan, CancellationToken cancellationToken)
    {
        var client = engine.Require();
        var id = InstanceIds.Escape(ScanAccount.InstanceIdOf(scan.Account));
        if (await FindRunningAsync(client, scan.Account, id, cancellationToken) is { } running)
            return new ScanStart(running, IsNew: false);

        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(nameof(ScanAccount), scan, UnlessOneRuns(id), cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Hosts throw this and that where another call was faster: whether a scan runs tells.
            if (await FindRunningAsync(client, scan.Account, id, cancellationToken) is { } faster)
                return new ScanStart(faster, IsNew: false);

            throw;
        }

        return new ScanStart(id, IsNew: true);
    }

    public async Task<ShownScan?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var found = await engine.Require().GetInstanceAsync(id, getInputsAndOutputs: true, cancellationToken);
        if (found is not { Name: nameof(ScanAccount) } scan)
            return null;

        var summary = scan.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? scan.ReadOutputAs<ScanSummary>() : null;
        return new ShownScan
        {
            Id = id,
            Status = scan.RuntimeStatus.ToString(),
            Doing = DoingOf(scan),
            CreatedAt = scan.CreatedAt,
            UpdatedAt = scan.LastUpdatedAt,
            Reason = scan.FailureDetails?.ErrorMessage ?? (summary?.Outcome == ScanOutcome.Failed ? summary.Message : null),
            Summary = summary,
        };
    }

    // A scan that an earlier version ran left a sentence here.
    private static ScanStatus? DoingOf(OrchestrationMetadata scan) =>
        scan.SerializedCustomStatus is ['{', ..] ? scan.ReadCustomStatusAs<ScanStatus>() : null;

    private static StartOrchestrationOptions UnlessOneRuns(string id) => new StartOrchestrationOptions(id)
        .WithDedupeStatuses(OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended);

    // A scan of the monitor has an id of its own: the lease tells which.
    private async Task<string?> FindRunningAsync(
        DurableTaskClient client, AccountId account, string id, CancellationToken cancellationToken)
    {
        foreach (var candidate in new[] { id, await leases.FindOwnerAsync(account, cancellationToken) }.OfType<string>().Distinct())
            if (await client.GetInstanceAsync(candidate, cancellationToken) is { IsCompleted: false })
                return candidate;
        return null;
    }
}
