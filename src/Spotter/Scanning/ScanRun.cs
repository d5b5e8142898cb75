using System.Globalization;
using Spotter.Alerting;
using Spotter.Calls;
using Spotter.Orchestration;
using Spotter.Posts;

namespace Spotter.Scanning;

/// <summary>The body of <see cref="ScanAccount"/>. Deterministic: it may await nothing but the context's tasks.</summary>
internal sealed class ScanRun(IOrchestrationContext context, ScanRequest request, ScanPlan plan, ScanSummary summary)
{
    /// <summary>
    /// For how long a scan waits for a post: a moment. Its account is held meanwhile, and one that is tried later is left for later scans.
    /// </summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    /// <summary>For how long a scan waits for a post at a time: whoever asked for one waits, too.</summary>
    public static TimeSpan MaxWaitOf(ScanRequest request) => request.IsAsked ? MaxTurn : MaxWait;

    private static readonly TimeSpan MaxOfAll = TimeSpan.FromMinutes(1);

    // An alert moves up to its turn, and news is worth it; one whose turn never comes must not keep its account from being read.
    private static readonly TimeSpan MaxTurn = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan MaxOfAllTurns = TimeSpan.FromMinutes(10);

    // As many as Instagram lets an account pin above its newer posts: a page of these alone says nothing of what was posted since.
    private const int MaxPinned = 3;

    // Pages of posts that are known make a history long, too.
    private const int PagesPerRun = 20;

    // A minute each: the pictures wait for them.
    private const int MaxPredictCalls = 20;

    // A history is replayed whole, and nobody reads hundreds of lines.
    private const int MaxLosses = 50;

    private readonly int _pagesBefore = summary.Pages;
    private readonly Dictionary<string, DateTimeOffset> _waiting = [];
    private readonly Dictionary<string, string> _inTheWay = [];
    private readonly Dictionary<string, int> _tries = [];
    private readonly Dictionary<string, DateTimeOffset> _begun = [];
    private ScanSummary _summary = summary;
    private PassPart _part = request.Mode == ScanMode.New && plan.Cursor is not null && summary.Pages == 0 ? PassPart.Rest : request.Part;
    private PassTrail _trail = request.Trail ?? new PassTrail();
    private int? _pageSize = request.PageSize;
    private int _postsWorkedOn;
    private int _knownInARow;
    private int? _postsPredicted;

    /// <summary>What the scan goes on with, from the saved cursor and with a history of its own; null at its end.</summary>
    public ScanRequest? Next { get; private set; }

    public async Task<ScanSummary> RunAsync()
    {
        try
        {
            if (plan.PendingPosts.Count > 0 && request.SoFar is null)
                await PredictAsync(hasNewPosts: false);
            await WorkOnPostsAsync(plan.PendingPosts);
            if (plan.PendingAfter is { } after)
                Next = request with { PendingAfter = after };
            else if (request.Rest != ScanRest.Begun)
                await ReadPagesAsync();
            await EndAsync();
            if (Next is null && (_postsPredicted is null || _summary.Counts.Posts > _postsPredicted))
                await PredictAsync(_summary.Counts.Posts > 0);
        }
        catch (ActivityFailedException error)
        {
            Next = null;
            _summary = _summary with { Outcome = ScanOutcome.Failed, Message = error.Message };
        }

        return _summary;
    }

    // The posts that wait hold up no page: their turn is at the end.
    private async Task EndAsync()
    {
        if (request.Rest == ScanRest.Begun || (Next is null && !HasRest))
            await WorkOnWaitingAsync();
        else if (Next is null)
            Next = request with { Rest = ScanRest.Begun, PendingAfter = null };
        else if (HasRest || _waiting.Count > 0)
            Next = Next with { Rest = ScanRest.Waiting };
        if (Next is not null)
            Next = Next with { SoFar = _summary };
        else if (_waiting.Keys.Min(StringComparer.Ordinal) is { } post
            && _summary.Outcome is not (ScanOutcome.Failed or ScanOutcome.Deferred))
            _summary = _summary with { Message = _inTheWay.GetValueOrDefault(post) ?? _summary.Message };
    }

    private bool HasRest => plan.HasPostsToRefresh || request.Rest == ScanRest.Waiting;

    private async Task WorkOnWaitingAsync()
    {
        while (_waiting.Where(IsWorthWaiting).Select(post => (DateTimeOffset?)post.Value).Min() is { } next)
        {
            Show(new ScanStatus(ScanStage.WaitingForPosts, next, Count: _waiting.Count));
            await context.WaitUntilAsync(next);
            var due = _waiting
                .Where(post => IsWorthWaiting(post) && post.Value <= context.CurrentTime)
                .Select(post => post.Key)
                .Order(StringComparer.Ordinal)
                .ToList();
            due.ForEach(post => _waiting.Remove(post));
            await BoundedFanOut.RunAsync(due, plan.ParallelPosts, WorkOnPostAsync);
        }
    }

    private bool IsWorthWaiting(KeyValuePair<string, DateTimeOffset> post) =>
        _tries[post.Key] < plan.MaxPostAttempts && IsWaitedFor(post.Key, post.Value);

    private bool IsTurnWaitedFor(string postKey, DateTimeOffset turn) =>
        !IsRefused(turn) && turn - context.CurrentTime <= MaxTurn && context.CurrentTime - _begun[postKey] <= MaxOfAllTurns;

    private bool IsRefused(DateTimeOffset until) => request.NoWait && until > context.CurrentTime;

    private bool IsWaitedFor(string postKey, DateTimeOffset until) => request.IsAsked
        ? IsTurnWaitedFor(postKey, until)
        : !IsRefused(until) && until - context.CurrentTime <= MaxWait && context.CurrentTime - _begun[postKey] <= MaxOfAll;

    private async Task ReadPagesAsync()
    {
        var cursor = plan.Cursor;
        while (true)
        {
            var page = await FetchAsync(cursor);
            if (page.RetryAt is { } until && IsRefused(until))
            {
                _summary = _summary with
                {
                    Outcome = ScanOutcome.Deferred,
                    Failure = page.Failure?.Kind,
                    Message = DescribeWait(page, until),
                };
                return;
            }

            if (page.Failure is { } failure)
            {
                _summary = _summary with { Outcome = ScanOutcome.Failed, Failure = failure.Kind, Message = failure.Message };
                return;
            }

            Count(new ScanCounts { Posts = page.NewPosts });
            _summary = _summary with { Pages = _summary.Pages + 1 };
            TellLosses(page);
            // What the first page brings is judged with its own captions; those of later pages are counted at the end, once.
            if (page.NewPosts > 0 && request.SoFar is null && !(_postsPredicted > 0))
                await PredictAsync(hasNewPosts: true);
            await WorkOnPostsAsync(page.PostsToDo);

            _knownInARow = page.AllKnown ? _knownInARow + page.Posts : 0;
            var isEnd = IsEnd(page);
            if (isEnd && _part != PassPart.Rest)
                return;
            if (!isEnd && _trail.FindCircle(page) is { } circle)
            {
                var told = $"stopped after {_summary.Pages} pages: {circle}.";
                _summary = _summary with { Outcome = ScanOutcome.NoProgress, Message = told };
                return;
            }

            if (_summary.Pages >= plan.MaxPages || _summary.Counts.Posts >= plan.MaxPosts)
            {
                _summary = _summary with { Outcome = ScanOutcome.LimitReached };
                return;
            }

            (cursor, _part, _knownInARow, _trail) = isEnd
                ? (null, PassPart.Newest, 0, new PassTrail())
                : (page.NextCursor, _part, _knownInARow, _trail.After(page));
            // The saved cursor is that of the newest pages only when one of them was read.
            if (!isEnd && (_postsWorkedOn >= ScanPlan.PostsPerRun || _summary.Pages - _pagesBefore >= PagesPerRun))
            {
                Next = request with { Part = _part, PageSize = _pageSize, Trail = _trail };
                return;
            }
        }
    }

    private bool IsEnd(FetchedPage page) =>
        (page.NextCursor is null && !page.CutShort)
        || page.IsPast
        || (request.Mode == ScanMode.New && _knownInARow > MaxPinned && !IsReadOn(page));

    private bool IsReadOn(FetchedPage page) => plan.RefreshUntil is { } until && string.CompareOrdinal(page.OldestPost, until) < 0;

    private async Task<FetchedPage> FetchAsync(string? cursor)
    {
        var attempt = 1;
        while (true)
        {
            Show(new ScanStatus(ScanStage.ReadingPage, Count: _summary.Pages + 1));
            var page = await context.CallActivityAsync(
                FetchPage.Definition,
                new FetchPageInput(
                    request.Account,
                    context.InstanceId,
                    request.Mode,
                    cursor,
                    plan.MaxPosts - _summary.Counts.Posts,
                    attempt,
                    _summary.StartedAt,
                    _part == PassPart.Newest ? _summary.StartedAt : null,
                    _pageSize,
                    request.Bounds
                )
            );
            TellOnce(page.Notice);
            if (page.Failure?.AskForAtMost is { } fewer && fewer < (_pageSize ?? int.MaxValue))
            {
                _pageSize = fewer;
                continue;
            }

            // What waits for the call budget was not tried.
            if (page.RetryAt is not { } retryAt || (page.Failure is not null && attempt++ == plan.MaxCallAttempts))
                return page;
            if (IsRefused(retryAt))
                return page;

            await WaitAsync(retryAt, page.Failure);
        }
    }

    private static string DescribeWait(FetchedPage page, DateTimeOffset until) => string.Create(
        CultureInfo.InvariantCulture,
        $"waits until {until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: {page.Failure?.Message ?? "the call budget."}");

    private async Task WaitAsync(DateTimeOffset until, SourceFailure? failure)
    {
        if (until <= context.CurrentTime)
            return;

        var reason = failure?.Message ?? "the call budget";
        Show(new ScanStatus(ScanStage.WaitingForCall, until, reason));
        await context.CallActivityAsync(HoldLease.Definition, new HoldLeaseInput(request.Account, context.InstanceId, until, reason));
        // Only an outage pauses no budget, and is waited out.
        await (failure?.Kind == FailureKind.Transient ? context.WaitUntilAsync(until) : context.WaitForBudgetAsync(until));
    }

    private async Task PredictAsync(bool hasNewPosts)
    {
        if (!plan.PredictsAccount)
            return;

        var predicted = new PredictedAccount(NeedsMore: true);
        for (var calls = 0; predicted.NeedsMore && calls < MaxPredictCalls; calls++)
            predicted = await context.CallActivityAsync(PredictAccount.Definition, new PredictAccountInput(request.Account, hasNewPosts));
        TellOnce(predicted.NeedsMore
            ? $"Captions of {request.Account} are left for later scans: there are more than one takes."
            : predicted.Notice);
        _postsPredicted = _summary.Counts.Posts;
    }

    private Task WorkOnPostsAsync(IReadOnlyList<string> postKeys)
    {
        _postsWorkedOn += postKeys.Count;
        return BoundedFanOut.RunAsync(postKeys, plan.ParallelPosts, WorkOnPostAsync);
    }

    private async Task WorkOnPostAsync(string postKey)
    {
        var task = new PostTask(request.Account, postKey, request.Bounds?.Work);
        _begun.TryAdd(postKey, context.CurrentTime);
        var stored = await StepAsync(StorePictures.Definition, task);
        var retries = stored.Stage == PostStage.Failed ? [] : await JudgeAsync(task);
        var retryAt = retries?.Append(stored.RetryAt).Min();
        // No alert waits for a video, which may be large.
        if (stored.OwesVideos)
            retryAt = (await StepAsync(StorePictures.Definition, task)).RetryAt ?? retryAt;
        if (retryAt is not null)
            _waiting[postKey] = retryAt.Value;
    }

    // When to try what did not arrive; null where the post was given up.
    private async Task<IReadOnlyList<DateTimeOffset?>?> JudgeAsync(PostTask task)
    {
        var classified = await StepAsync(Classify.Definition, task);
        // What is decided already does not wait for a reader.
        var retries = await SendAsync(task, classified);
        if (classified.NeedsWords)
        {
            if ((await ReadAsync(task)).Stage == PostStage.Failed)
                return null;

            classified = await StepAsync(Classify.Definition, task);
            retries = await SendAsync(task, classified);
        }

        if (classified.Stage == PostStage.Failed)
            return null;
        if (classified.Stage == PostStage.Classified || classified.AlertsToSend.Count > 0)
            await StepAsync(SettlePost.Definition, task);
        return [.. retries, classified.RetryAt];
    }

    private async Task<PostStep> ReadAsync(PostTask task)
    {
        var read = await StepAsync(ReadWords.Definition, task);
        while (read.NeedsWords)
            read = await StepAsync(ReadWords.Definition, task);
        return read;
    }

    private async Task<IReadOnlyList<DateTimeOffset?>> SendAsync(PostTask task, PostStep classified)
    {
        var retries = new List<DateTimeOffset?>();
        foreach (var alert in classified.AlertsToSend)
            retries.Add(await SendAsync(new AlertTask(task.Account, task.PostKey, alert)));
        return retries;
    }

    private async Task<PostStep> StepAsync(Activity<PostTask, PostStep> activity, PostTask task)
    {
        var step = await context.CallActivityAsync(activity, task);
        Count(step.Counts);
        CountTry(task.PostKey, step.WasTried);
        Tell(task.PostKey, step.Problem, isWaiting: step.RetryAt is not null);
        TellOnce(step.Notice);
        return step;
    }

    private void CountTry(string postKey, bool wasTried) => _tries[postKey] = _tries.GetValueOrDefault(postKey) + (wasTried ? 1 : 0);

    private async Task<DateTimeOffset?> SendAsync(AlertTask task)
    {
        while (true)
        {
            var step = await context.CallActivityAsync(SendAlert.Definition, task);
            Tell(task.PostKey, step.Problem, isWaiting: step.RetryAt is not null);
            CountTry(task.PostKey, step.WasTried);
            if (!step.WasTried && step.RetryAt is { } turn && (
                step.IsTurn ? IsTurnWaitedFor(task.PostKey, turn) : IsWaitedFor(task.PostKey, turn)))
            {
                Show(new ScanStatus(ScanStage.WaitingForAlert, turn));
                await context.WaitUntilAsync(turn);
                continue;
            }

            // What was not delivered is owed: later scans go on with it.
            Count(new ScanCounts { Alerts = step.Stage == AlertStage.Sent ? 1 : 0, Failed = step.Stage == AlertStage.Failed ? 1 : 0 });
            return step.RetryAt;
        }
    }

    // What waits may yet come within this scan; what is lost is lost.
    private void Tell(string postKey, string? problem, bool isWaiting)
    {
        if (problem is null)
            return;
        if (isWaiting)
        {
            _inTheWay[postKey] = problem;
            return;
        }

        TellLoss(problem);
    }

    private void TellLoss(string problem)
    {
        _summary = _summary with { Message = problem };
        if (_summary.Losses.Count < MaxLosses)
            _summary = _summary with { Losses = [.. _summary.Losses, problem] };
    }

    private void TellLosses(FetchedPage page)
    {
        foreach (var loss in page.Losses)
            TellLoss(loss);
    }

    private void TellOnce(string? notice)
    {
        if (notice is not null && _summary.Notices.Count < MaxLosses && !_summary.Notices.Contains(notice))
            _summary = _summary with { Message = _summary.Message ?? notice, Notices = [.. _summary.Notices, notice] };
    }

    private void Show(ScanStatus status) => context.SetStatus(status with { Pages = _summary.Pages, Done = _summary.Counts });

    private void Count(ScanCounts counts) => _summary = _summary with { Counts = _summary.Counts + counts };
}
