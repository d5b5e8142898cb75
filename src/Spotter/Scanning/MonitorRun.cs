using Spotter.Orchestration;

namespace Spotter.Scanning;

/// <summary>The body of <see cref="MonitorAccounts"/>. Deterministic: it may await nothing but the context's tasks.</summary>
/// <param name="context">Of the orchestration.</param>
/// <param name="request">What is asked for.</param>
/// <param name="idSuffix">Sets the ids of the scans apart from those of other runs that may still go on.</param>
internal sealed class MonitorRun(IOrchestrationContext context, MonitorRequest request, string idSuffix)
{
    private readonly SortedDictionary<ScanOutcome, int> _outcomes = new(request.Progress?.Summary.Scans.ToDictionary() ?? []);
    private int _failedInARow;
    private ScanCounts _counts = request.Progress?.Summary.Counts ?? new ScanCounts();

    /// <summary>Runs the scans.</summary>
    /// <returns>What they did together with all earlier ones of this request.</returns>
    public async Task<MonitorSummary> ScanAsync(IReadOnlyList<ScanRequest> scans)
    {
        await BoundedFanOut.RunAsync(scans, request.Parallel, RunAsync);
        return new MonitorSummary(_outcomes, _counts);
    }

    private async Task RunAsync(ScanRequest scan)
    {
        if (_failedInARow >= request.AbortAfter)
            return;

        var summary = await ScanAsync(scan);
        _outcomes[summary.Outcome] = _outcomes.GetValueOrDefault(summary.Outcome) + 1;
        _counts += summary.Counts;
        _failedInARow = summary.Outcome == ScanOutcome.Failed ? _failedInARow + 1 : 0;
        context.SetStatus(new MonitorSummary(_outcomes, _counts));
    }

    private async Task<ScanSummary> ScanAsync(ScanRequest scan)
    {
        try
        {
            return await context.CallOrchestrationAsync(ScanAccount.Definition, scan, ScanAccount.InstanceIdOf(scan.Account) + idSuffix);
        }
        catch (ActivityFailedException error)
        {
            return ScanSummary.OfFailed(scan, context.CurrentTime, error.Message);
        }
    }
}
