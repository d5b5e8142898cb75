using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Spotter.Accounts;
using Spotter.FunctionsApp.Orchestration;
using Spotter.Scanning;
using Spotter.Watching;

namespace Spotter.FunctionsApp.Http;

/// <summary>Scans an account now.</summary>
public sealed class RescanFunction(AccountNames names, WatchRepository watches, AccountLeases leases)
{
    /// <summary>
    /// Starts a scan, of new posts or with <c>?mode=history</c> of all; with <c>?retryFailed=true</c> it brings back what was given up.
    /// With bounds (<see cref="RescanQuery"/>) it is a collection, for which the account need not be watched. 202 with the status
    /// address; 404 where the account is not watched; 409 with the address of the scan that is running.
    /// </summary>
    [Function("Rescan")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "accounts/{source}/{handle}/rescan")] HttpRequest request,
        string source,
        string handle,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var (account, problem) = await Api.ReadAccountAsync(names, source, handle, cancellationToken);
        if (problem is not null)
            return problem;

        var (scan, wrong) = RescanQuery.Read(account, request.Query);
        if (scan is null)
            return Api.BadRequest(wrong!);
        if (scan.Bounds is null && !await watches.IsWatchedAsync(account, cancellationToken))
            return Api.NotWatched(account);

        var id = InstanceIds.Escape(ScanAccount.InstanceIdOf(account));
        if (await FindRunningAsync(client, account, id, cancellationToken) is { } running)
            return Running(account, running);

        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                nameof(ScanAccount),
                scan,
                UnlessOneRuns(id),
                cancellationToken
            );
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Hosts throw this and that where another call was faster: whether a scan runs tells.
            if (await FindRunningAsync(client, account, id, cancellationToken) is { } faster)
                return Running(account, faster);

            throw;
        }

        var address = Api.ScanAddress(id);
        return TypedResults.Accepted(address, new RescanStarted(id, address));
    }

    private static StartOrchestrationOptions UnlessOneRuns(string id) => new StartOrchestrationOptions(id)
        .WithDedupeStatuses(OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended);

    private static IResult Running(AccountId account, string id) => TypedResults.Problem(
        $"A scan of {account} is running. How it goes: GET {Api.ScanAddress(id)}",
        statusCode: StatusCodes.Status409Conflict,
        extensions: [KeyValuePair.Create<string, object?>("address", Api.ScanAddress(id))]);

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
