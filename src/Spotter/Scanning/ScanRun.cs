using System.Globalization;
using Spotter.Alerting;
using Spotter.Orchestration;

namespace Spotter.Scanning;

/// <summary>The body of <see cref="ScanAccount"/>. Deterministic: it may await nothing but the context's tasks.</summary>
internal sealed class ScanRun(IOrchestrationContext context, ScanRequest request, ScanPlan plan, ScanSummary summary)
{
    // Shorter waits end before the lease does.
    private static readonly TimeSpan LongWait = TimeSpan.FromMinutes(10);

    // One alert must not keep its account from being read.
    private static readonly TimeSpan LongAlertWait = TimeSpan.FromMinutes(2);

    // Pages of posts that are known make a history long, too.
    private const int PagesPerRun = 20;

    private readonly int _pagesBefore = summary.Pages;
    private ScanSummary _summary = summary;
    private int _postsWorkedOn;

    /// <summary>What the scan goes on with, from the saved cursor and with a history of its own; null at its end.</summary>
    public ScanRequest? Next { get; private set; }

    public async Task<ScanSummary> RunAsync()
    {
        try
        {
            await WorkAsync(plan.PendingPosts);
            if (plan.PendingPosts.Count == ScanPlan.PostsPerRun)
                Next = request with { SoFar = _summary, PendingAfter = plan.PendingPosts[^1] };
            else
                await ReadPagesAsync();
        }
        catch (ActivityFailedException error)
        {
            _summary = _summary with { Outcome = ScanOutcome.Failed, Message = error.Message };
        }

        return _summary;
    }

    private async Task ReadPagesAsync()
    {
        var cursor = plan.Cursor;
        while (true)
        {
            var page = await FetchAsync(cursor);
            if (page.Failure is { } failure)
            {
                _summary = _summary with { Outcome = ScanOutcome.Failed, Failure = failure.Kind, Message = failure.Message };
                return;
            }

            Count(new ScanCounts { Posts = page.NewPosts });
            _summary = _summary with { Pages = _summary.Pages + 1 };
            await WorkAsync(page.PostsToDo);

            if ((page.NextCursor is null && !page.CutShort) || (page.AllKnown && request.Mode == ScanMode.New))
                return;
            if (_summary.Pages >= plan.MaxPages || _summary.Counts.Posts >= plan.MaxPosts)
            {
                _summary = _summary with { Outcome = ScanOutcome.LimitReached };
                return;
            }

            if (_postsWorkedOn >= ScanPlan.PostsPerRun || _summary.Pages - _pagesBefore == PagesPerRun)
            {
                Next = request with { SoFar = _summary };
                return;
            }

            cursor = page.NextCursor;
        }
    }

    private async Task<FetchedPage> FetchAsync(string? cursor)
    {
        var attempt = 1;
        while (true)
        {
            context.SetStatus($"reading page {_summary.Pages + 1}");
            var page = await context.CallActivityAsync(FetchPage.Definition, new FetchPageInput(
                request.Account, context.InstanceId, request.Mode, cursor, plan.MaxPosts - _summary.Counts.Posts, attempt, _summary.StartedAt));
            // What waits for the call budget was not tried.
            if (page.RetryAt is not { } retryAt || (page.Failure is not null && attempt++ == plan.MaxCallAttempts))
                return page;

            await WaitAsync(retryAt, page.Failure?.Message ?? "the call budget");
        }
    }

    private async Task WaitAsync(DateTimeOffset until, string reason)
    {
        if (until <= context.CurrentTime)
            return;

        context.SetStatus(string.Create(CultureInfo.InvariantCulture, $"waiting until {until:yyyy-MM-dd HH:mm:ss} UTC: {reason}"));
        await context.CallActivityAsync(HoldLease.Definition, new HoldLeaseInput(request.Account, context.InstanceId, until));
        await context.WaitUntilAsync(until);
    }

    private Task WorkAsync(IReadOnlyList<string> postKeys)
    {
        _postsWorkedOn += postKeys.Count;
        return BoundedFanOut.RunAsync(postKeys, plan.ParallelPosts, WorkAsync);
    }

    private async Task WorkAsync(string postKey)
    {
        var task = new PostTask(request.Account, postKey);
        if (await StepAsync(StorePictures.Definition, task) is { Stage: PostStage.Failed })
            return;

        var classified = await StepAsync(Classify.Definition, task);
        if (classified.Stage != PostStage.Classified)
            return;

        foreach (var alert in classified.AlertsToSend)
            await SendAsync(new AlertTask(request.Account, postKey, alert));
        await StepAsync(SettlePost.Definition, task);
    }

    private async Task<PostStep> StepAsync(Activity<PostTask, PostStep> activity, PostTask task)
    {
        while (true)
        {
            var step = await context.CallActivityAsync(activity, task);
            Count(step.Counts);
            Tell(step.Problem);
            if (step.RetryAt is not { } retryAt)
                return step;

            await HoldOnAsync(retryAt, activity.Name);
        }
    }

    private Task HoldOnAsync(DateTimeOffset until, string reason) =>
        until - context.CurrentTime > LongWait ? WaitAsync(until, reason) : context.WaitUntilAsync(until);

    private async Task SendAsync(AlertTask task)
    {
        var begun = context.CurrentTime;
        var tries = 0;
        while (true)
        {
            var step = await context.CallActivityAsync(SendAlert.Definition, task);
            Tell(step.Problem);
            tries += step.WasTried ? 1 : 0;
            if (step.RetryAt is { } retryAt && tries < plan.MaxPostAttempts && IsWaitedFor(retryAt, begun))
            {
                await context.WaitUntilAsync(retryAt);
                continue;
            }

            // What was not delivered is owed: later scans go on with it.
            Count(new ScanCounts { Alerts = step.Stage == AlertStage.Sent ? 1 : 0, Failed = step.Stage == AlertStage.Failed ? 1 : 0 });
            return;
        }
    }

    private bool IsWaitedFor(DateTimeOffset retryAt, DateTimeOffset begun) =>
        retryAt - context.CurrentTime <= LongAlertWait && context.CurrentTime - begun <= LongWait;

    private void Tell(string? problem) => _summary = _summary with { Message = problem ?? _summary.Message };

    private void Count(ScanCounts counts) => _summary = _summary with { Counts = _summary.Counts + counts };
}
