using Spotter.Orchestration;

namespace Spotter.Scanning;

/// <summary>Fans out one <see cref="ScanAccount"/> per account, some at a time. One account's failure never stops the others.</summary>
public static class MonitorAccounts
{
    /// <summary>The orchestration.</summary>
    public static OrchestrationDefinition<MonitorRequest, MonitorSummary> Definition { get; } = new("MonitorAccounts", RunAsync);

    private static async Task<MonitorSummary> RunAsync(IOrchestrationContext context, MonitorRequest request)
    {
        var outcomes = new SortedDictionary<ScanOutcome, int>();
        var counts = new ScanCounts();
        await BoundedFanOut.RunAsync(request.Scans, request.Parallel, async scan =>
        {
            var summary = await ScanAsync(context, scan);
            outcomes[summary.Outcome] = outcomes.GetValueOrDefault(summary.Outcome) + 1;
            counts += summary.Counts;
            context.SetStatus($"{outcomes.Values.Sum()} of {request.Scans.Count} accounts scanned");
        });
        return new MonitorSummary(outcomes, counts);
    }

    private static async Task<ScanSummary> ScanAsync(IOrchestrationContext context, ScanRequest scan)
    {
        try
        {
            return await context.CallOrchestrationAsync(ScanAccount.Definition, scan, ScanAccount.InstanceIdOf(scan.Account));
        }
        catch (ActivityFailedException error)
        {
            var now = context.CurrentTime;
            return new ScanSummary { Account = scan.Account, Mode = scan.Mode, StartedAt = now, EndedAt = now, Outcome = ScanOutcome.Failed, Message = error.Message };
        }
    }
}
