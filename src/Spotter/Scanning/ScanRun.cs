using System.Globalization;
using Spotter.Orchestration;

namespace Spotter.Scanning;

/// <summary>
/// The body of <see cref="ScanAccount"/>: what an earlier scan left, the pages, and the posts that wait. Deterministic: it may await
/// nothing but the context's tasks.
/// </summary>
internal sealed class ScanRun
{
    // Pages of posts that are known make a history long, too.
    private const int PagesPerRun = 20;

    // A minute each: the pictures wait for them.
    private const int MaxPredictCalls = 20;

    private readonly IOrchestrationContext _context;
    private readonly ScanRequest _request;
    private readonly ScanPlan _plan;
    private readonly int _pagesBefore;
    private readonly ScanReporter _reporter;
    private readonly ScanPatience _patience;
    private readonly PageReader _pages;
    private readonly ScanPass _pass;
    private readonly PostWork _posts;
    private int? _postsPredicted;

    public ScanRun(IOrchestrationContext context, ScanRequest request, ScanPlan plan, ScanSummary summary)
    {
        (_context, _request, _plan, _pagesBefore) = (context, request, plan, summary.Pages);
        _reporter = new ScanReporter(context, summary);
        _patience = new ScanPatience(context, request);
        _pages = new PageReader(context, request, plan, _patience, _reporter);
        _pass = new ScanPass(request, plan, summary);
        _posts = new PostWork(context, request, plan, _patience, _reporter);
    }

    /// <summary>What the scan goes on with, from the saved cursor and with a history of its own; null at its end.</summary>
    public ScanRequest? Next { get; private set; }

    public async Task<ScanSummary> RunAsync()
    {
        try
        {
            if (_plan.PendingPosts.Count > 0 && _request.SoFar is null)
                await PredictAsync(hasNewPosts: false);
            await _posts.RunAsync(_plan.PendingPosts);
            if (_plan.PendingAfter is { } after)
                Next = _request with { PendingAfter = after };
            else if (_request.Rest != ScanRest.Begun)
                await ReadPagesAsync();
            await EndAsync();
            if (Next is null && (_postsPredicted is null || Summary.Counts.Posts > _postsPredicted))
                await PredictAsync(Summary.Counts.Posts > 0);
        }
        catch (ActivityFailedException error)
        {
            Next = null;
            _reporter.End(ScanOutcome.Failed, error.Message);
        }

        return Summary;
    }

    private ScanSummary Summary => _reporter.Summary;

    // The posts that wait hold up no page: their turn is at the end.
    private async Task EndAsync()
    {
        if (_request.Rest == ScanRest.Begun || (Next is null && !HasRest))
            await _posts.RunWaitingAsync();
        else if (Next is null)
            Next = _request with { Rest = ScanRest.Begun, PendingAfter = null };
        else if (HasRest || _posts.HasWaiting)
            Next = Next with { Rest = ScanRest.Waiting };
        if (Next is not null)
            Next = Next with { SoFar = Summary };
        else
            _reporter.TellWhatIsInTheWay(_posts.FindProblem());
    }

    private bool HasRest => _plan.HasPostsToRefresh || _request.Rest == ScanRest.Waiting;

    private async Task ReadPagesAsync()
    {
        while (await ReadPageAsync() is { } page)
        {
            await WorkOnAsync(page);
            var isEnd = _pass.IsEnd(page);
            if ((isEnd && _pass.Part != PassPart.Rest) || IsStopped(page, isEnd))
                return;

            if (isEnd)
            {
                _pass.BeginNewest();
                continue;
            }

            _pass.GoOn(page);
            // The saved cursor is that of the newest pages only when one of them was read.
            if (_posts.Done >= ScanPlan.PostsPerRun || Summary.Pages - _pagesBefore >= PagesPerRun)
            {
                Next = _request with { Part = _pass.Part, PageSize = _pages.PageSize, Trail = _pass.Trail };
                return;
            }
        }
    }

    // Null where there is none for this scan, which then ends with what is in the way.
    private async Task<FetchedPage?> ReadPageAsync()
    {
        var page = await _pages.ReadAsync(_pass.Cursor, _pass.Part);
        if (page.RetryAt is { } until && _patience.Refuses(until))
            _reporter.End(ScanOutcome.Deferred, DescribeWait(page, until), page);
        else if (page.Failure is { } failure)
            _reporter.End(ScanOutcome.Failed, failure.Message, page);
        else
            return page;

        return null;
    }

    private static string DescribeWait(FetchedPage page, DateTimeOffset until) => string.Create(
        CultureInfo.InvariantCulture,
        $"waits until {until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: {page.Failure?.Message ?? "the call budget."}");

    private async Task WorkOnAsync(FetchedPage page)
    {
        _reporter.CountPage(page);
        // What the first page brings is judged with its own captions; those of later pages are counted at the end, once.
        if (page.NewPosts > 0 && _request.SoFar is null && !(_postsPredicted > 0))
            await PredictAsync(hasNewPosts: true);
        await _posts.RunAsync(page.PostsToDo);
    }

    private bool IsStopped(FetchedPage page, bool isEnd)
    {
        if (!isEnd && _pass.Trail.FindCircle(page) is { } circle)
        {
            _reporter.End(ScanOutcome.NoProgress, $"stopped after {Summary.Pages} pages: {circle}.");
            return true;
        }

        if (Summary.Pages < _plan.MaxPages && Summary.Counts.Posts < _plan.MaxPosts)
            return false;

        _reporter.End(ScanOutcome.LimitReached);
        return true;
    }

    private async Task PredictAsync(bool hasNewPosts)
    {
        if (!_plan.PredictsAccount)
            return;

        var predicted = new PredictedAccount(NeedsMore: true);
        for (var calls = 0; predicted.NeedsMore && calls < MaxPredictCalls; calls++)
            predicted = await _context.CallActivityAsync(
                PredictAccount.Definition, new PredictAccountInput(_request.Account, hasNewPosts));
        _reporter.TellOnce(predicted.NeedsMore
            ? $"Captions of {_request.Account} are left for later scans: there are more than one takes."
            : predicted.Notice);
        _postsPredicted = Summary.Counts.Posts;
    }
}
