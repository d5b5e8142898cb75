using Spotter.Accounts;
using Spotter.Orchestration;

namespace Spotter.Scanning;

/// <summary>One pass over one account.</summary>
public static class ScanAccount
{
    /// <summary>The orchestration.</summary>
    public static OrchestrationDefinition<ScanRequest, ScanSummary> Definition { get; } = new("ScanAccount", RunAsync);

    /// <summary>The id of an account's scan: one runs at a time.</summary>
    public static string InstanceIdOf(AccountId account) => $"scan-{account}";

    private static async Task<ScanSummary> RunAsync(IOrchestrationContext context, ScanRequest request)
    {
        var plan = await context.CallActivityAsync(BeginScan.Definition, new BeginScanInput(request, context.InstanceId));
        var summary =
            request.SoFar
            ?? new ScanSummary
            {
                Account = request.Account,
                Mode = request.Mode,
                StartedAt = plan.StartedAt,
                EndedAt = plan.StartedAt,
            };
        if (plan.Busy)
            return summary with { Outcome = ScanOutcome.Busy, Message = $"Another scan of {request.Account} is running." };
        if (plan.Failure is { } refusal)
            return summary with { Outcome = ScanOutcome.Failed, Failure = refusal.Kind, Message = refusal.Message };

        var run = new ScanRun(context, request, plan, summary);
        summary = await run.RunAsync();
        if (run.Next is { } next)
        {
            context.ContinueAsNew(next);
            return summary;
        }

        return await context.CallActivityAsync(CompleteScan.Definition, new CompleteScanInput(summary, context.InstanceId));
    }
}
