using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Spotter.Scanning;
using Spotter.Watching;

namespace Spotter.FunctionsApp.Http;

/// <summary>Shows scans.</summary>
public sealed class ScansFunctions(AccountNames names, ScanRepository scans)
{
    /// <summary>How a scan goes: 200, or 404 where there is none of that id (the histories of old ones are removed).</summary>
    [Function("ScanStatus")]
    public static async Task<IResult> ReadStatusAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "scans/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        if (await client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellationToken) is not { Name: nameof(ScanAccount) } scan)
            return Api.NotFound($"There is no scan '{id}'.");

        var summary = scan.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? scan.ReadOutputAs<ScanSummary>() : null;
        var status = new ShownScan
        {
            Id = id,
            Status = scan.RuntimeStatus.ToString(),
            Doing = DoingOf(scan),
            CreatedAt = scan.CreatedAt,
            UpdatedAt = scan.LastUpdatedAt,
            Reason = scan.FailureDetails?.ErrorMessage ?? (summary?.Outcome == ScanOutcome.Failed ? summary.Message : null),
            Summary = summary,
        };
        return TypedResults.Json(status, ApiJson.Default.ShownScan);
    }

    // A scan that an earlier version ran left a sentence here.
    private static ScanStatus? DoingOf(OrchestrationMetadata scan) =>
        scan.SerializedCustomStatus is ['{', ..] ? scan.ReadCustomStatusAs<ScanStatus>() : null;

    /// <summary>What the remembered scans of an account did, the latest first.</summary>
    [Function("Scans")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "accounts/{source}/{handle}/scans")] HttpRequest request,
        string source,
        string handle,
        CancellationToken cancellationToken)
    {
        var (account, problem) = await Api.ReadAccountAsync(names, source, handle, cancellationToken);
        if (problem is not null)
            return problem;

        IReadOnlyList<ScanSummary> list = await scans
            .ListAsync(account, cancellationToken)
            .OrderByDescending(scan => scan.StartedAt)
            .ToListAsync(cancellationToken);
        return TypedResults.Json(list, ApiJson.Default.IReadOnlyListScanSummary);
    }
}
