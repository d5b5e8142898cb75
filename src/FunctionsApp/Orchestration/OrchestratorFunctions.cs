using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Spotter.Scanning;

namespace Spotter.FunctionsApp.Orchestration;

/// <summary>One function for each orchestration.</summary>
public static class OrchestratorFunctions
{
    /// <summary>Scans what is due, or what it is asked for.</summary>
    [Function(nameof(MonitorAccounts))]
    public static Task<MonitorSummary> MonitorAccountsAsync(
        [OrchestrationTrigger] TaskOrchestrationContext context, MonitorRequest request) =>
        MonitorAccounts.Definition.RunAsync(new DurableOrchestrationContext(context), request);

    /// <summary>Scans one account.</summary>
    [Function(nameof(ScanAccount))]
    public static Task<ScanSummary> ScanAccountAsync([OrchestrationTrigger] TaskOrchestrationContext context, ScanRequest request) =>
        ScanAccount.Definition.RunAsync(new DurableOrchestrationContext(context), request);
}
