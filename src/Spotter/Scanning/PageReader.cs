using Spotter.Calls;
using Spotter.Orchestration;

namespace Spotter.Scanning;

/// <summary>
/// Reads pages for a scan: waits for the call budget, and tries again what failed. Deterministic: it may await nothing but the context's
/// tasks.
/// </summary>
internal sealed class PageReader(
    IOrchestrationContext context, ScanRequest request, ScanPlan plan, ScanPatience patience, ScanReporter reporter)
{
    /// <summary>How many posts are asked for at a time; null for as many as the source gives.</summary>
    public int? PageSize { get; private set; } = request.PageSize;

    /// <summary>Reads a page. It has a failure, or a time to come again, where the scan is not to wait for it.</summary>
    public async Task<FetchedPage> ReadAsync(string? cursor, PassPart part)
    {
        var attempt = 1;
        while (true)
        {
            reporter.Show(new ScanStatus(ScanStage.ReadingPage, Count: reporter.Summary.Pages + 1));
            var page = await context.CallActivityAsync(FetchPage.Definition, InputOf(cursor, part, attempt));
            reporter.TellOnce(page.Notice);
            if (page.Failure?.AskForAtMost is { } fewer && fewer < (PageSize ?? int.MaxValue))
            {
                PageSize = fewer;
                continue;
            }

            // What waits for the call budget was not tried.
            if (page.RetryAt is not { } retryAt || (page.Failure is not null && attempt++ == plan.MaxCallAttempts))
                return page;
            if (patience.Refuses(retryAt))
                return page;

            await WaitAsync(retryAt, page.Failure);
        }
    }

    private FetchPageInput InputOf(string? cursor, PassPart part, int attempt)
    {
        var summary = reporter.Summary;
        return new FetchPageInput(
            request.Account,
            context.InstanceId,
            request.Mode,
            cursor,
            plan.MaxPosts - summary.Counts.Posts,
            attempt,
            summary.StartedAt,
            part == PassPart.Newest ? summary.StartedAt : null,
            PageSize,
            request.Bounds);
    }

    private async Task WaitAsync(DateTimeOffset until, SourceFailure? failure)
    {
        if (until <= context.CurrentTime)
            return;

        var reason = failure?.Message ?? "the call budget";
        reporter.Show(new ScanStatus(ScanStage.WaitingForCall, until, reason));
        await context.CallActivityAsync(HoldLease.Definition, new HoldLeaseInput(request.Account, context.InstanceId, until, reason));
        // Only an outage pauses no budget, and is waited out.
        await (failure?.Kind == FailureKind.Transient ? context.WaitUntilAsync(until) : context.WaitForBudgetAsync(until));
    }
}
