using System.Globalization;
using Spotter.Orchestration;

namespace Spotter.Scanning;

/// <summary>Fans out one <see cref="ScanAccount"/> per account, some at a time. One account's failure never stops the others.</summary>
public static class MonitorAccounts
{
    /// <summary>The orchestration.</summary>
    public static OrchestrationDefinition<MonitorRequest, MonitorSummary> Definition { get; } = new("MonitorAccounts", RunAsync);

    /// <summary>The id of the monitor that scans what is due of a source: one runs at a time.</summary>
    public static string InstanceIdOf(string source) => $"monitor-{source}";

    private static async Task<MonitorSummary> RunAsync(IOrchestrationContext context, MonitorRequest request)
    {
        if (request.Scans is { } scans)
            return await new MonitorRun(context, request, idSuffix: "").ScanAsync(scans);

        var until = request.Progress?.DueUntil ?? context.CurrentTime;
        var due = await context.CallActivityAsync(
            FindDueWatches.Definition,
            new FindDueWatchesInput(request.Source!, until, request.Progress?.After)
        );
        var summary = await new MonitorRun(
            context,
            request,
            string.Create(CultureInfo.InvariantCulture, $"@{until:yyyyMMdd'T'HHmmss}")
        ).ScanAsync([.. due.Accounts.Select(account => new ScanRequest(account))]);
        if (due.After is { } after)
            context.ContinueAsNew(request with { Progress = new MonitorProgress(until, after, summary) });
        else
            await context.CallActivityAsync(EndLook.Definition, new EndLookInput(request.Source!, until));
        return summary;
    }
}
