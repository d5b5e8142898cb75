using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Calls;
using Spotter.Orchestration;
using Spotter.Posts;
using Spotter.Sources;
using Spotter.State;

namespace Spotter.Scanning;

/// <summary>
/// Reads one page of posts and stores what is new with the cursor of the next page, and with its answer: a call whose answer was lost gets
/// it without another call of the source.
/// </summary>
public sealed class FetchPage(
    PostSources sources,
    ScanRepository scans,
    PostRepository posts,
    PostLookup lookup,
    CallBudget budget,
    RoutedCalls calls,
    AccountLeases leases,
    RetryPolicy retries,
    ScanMetrics metrics,
    IOptions<ScanningOptions> options,
    TimeProvider time) : IActivity<FetchPage, FetchPageInput, FetchedPage>
{
    // Five times as many as Instagram allows. All of a post's pictures stand in its record, whose size has a bound.
    private const int MaxPictures = 100;

    /// <inheritdoc/>
    public static Activity<FetchPageInput, FetchedPage> Definition { get; } = new("FetchPage");

    /// <inheritdoc/>
    public async Task<FetchedPage> RunAsync(FetchPageInput input, CancellationToken cancellationToken)
    {
        var read = await leases.RenewAsync(input.Account, input.InstanceId, cancellationToken);
        if (read.Value.LastPage is { } last && last.Asked == input)
            return last.Answer;

        var source = sources.Get(input.Account.Source);
        var call = await calls.CallAsync(
            PlanOf(input, source),
            $"{input.Account}",
            () => source.FetchPageAsync(Ask(input, read.Value), cancellationToken),
            answer => answer.Failure?.IsProxys == true,
            cancellationToken);
        if (call.Answer is not { } page)
            return new FetchedPage { RetryAt = call.ComeAt };
        if (page.SlowDown is { } pause)
            await budget.DeferAsync(call.Plan, time.GetUtcNow() + pause, $"{source.Name} says that its limit is near.", cancellationToken);
        if (page.Failure is { } failure)
            return await FailAsync(input, source, call, failure, cancellationToken);

        call.Route?.EndRefusals();
        return await StoreAsync(input, source, page, read, cancellationToken);
    }

    private static CallBudgetPlan PlanOf(FetchPageInput input, IPostSource source) =>
        source.Budget with { Yields = input.Mode == ScanMode.History };

    private PageRequest Ask(FetchPageInput input, ScanProgress progress) =>
        new(input.Account.Handle, input.Cursor, Math.Min(Math.Min(options.Value.PageSize, input.MaxPosts), input.PageSize ?? int.MaxValue))
        {
            Mark = MaySkip(input, progress) ? progress.Mark : null,
            KeepsRaw = input.Bounds?.KeepsRaw == true,
        };

    // Posts that wait take fresh addresses from the page, and a pass that was cut short needs all of it.
    private static bool MaySkip(FetchPageInput input, ScanProgress progress) =>
        input is { Mode: ScanMode.New, Cursor: null } && progress is { OpenPass: null, OwesNothing: true, LastPassAt: not null };

    private async Task<FetchedPage> FailAsync(
        FetchPageInput input,
        IPostSource source,
        RoutedAnswer<PageResult> call,
        SourceFailure failure,
        CancellationToken cancellationToken)
    {
        var notice = call.Answer!.Notice;
        metrics.CountFailure(failure.Kind);
        if (!RetryPolicy.IsWorthARetry(failure.Kind))
            return new FetchedPage { Failure = failure, Notice = notice };

        // Fewer posts are asked for at once, as far as the call budget allows.
        if (failure.AskForAtMost is not null)
            return new FetchedPage { Failure = failure, RetryAt = time.GetUtcNow(), Notice = notice };

        var isRefusal = failure.Kind is FailureKind.Throttled or FailureKind.Blocked;
        var attempt = isRefusal ? Math.Max(input.Attempt, call.Route?.CountRefusal() ?? 1) : input.Attempt;
        var retryAt = time.GetUtcNow() + retries.DelayAfter(failure, attempt);
        // A limit or a wall is the credential's, or the address's: every account that uses it waits.
        if (isRefusal)
            await budget.DeferAsync(call.Plan, retryAt, failure.Message, cancellationToken);
        if (isRefusal && call.Plan.Name != source.Budget.Name
            && await calls.FindTurnAsync(PlanOf(input, source), $"{input.Account}", cancellationToken) is { } turn && turn < retryAt)
            return new FetchedPage { RetryAt = turn, Notice = $"The proxy {call.Route!.Name} rests: {failure.Message}" };

        return new FetchedPage { Failure = TellCap(failure, call.Plan), RetryAt = retryAt, Notice = notice };
    }

    private static SourceFailure TellCap(SourceFailure failure, CallBudgetPlan plan) => failure.RetryAfter > RetryPolicy.MaxAsked
        ? failure with
        {
            Message = $"{failure.Message} It asks to wait {failure.RetryAfter.Value.TotalDays:0} days; it is asked again after "
                + $"{RetryPolicy.MaxAsked.TotalDays:0}, or sooner after: spotter budgets clear {plan.Name}",
        }
        : failure;

    private async Task<FetchedPage> StoreAsync(
        FetchPageInput input, IPostSource source, PageResult page, Versioned<ScanProgress> read, CancellationToken cancellationToken)
    {
        if (page.IsUnchanged)
            return new FetchedPage { AllKnown = true };

        var now = time.GetUtcNow();
        var progress = read.Value;
        var isFirstPass = progress.LastPassAt is null;
        var listed = Distinguish(source, page.Posts);
        var wanted = input.Bounds is { } bounds ? listed.Where(bounds.Takes) : listed;
        var looks = await lookup.FindAsync(input.Account, [.. wanted.Select(WithinBound)], source.MayPostsMove, cancellationToken);
        var readable = looks.Where(look => !look.IsUnreadable).ToList();
        var unknown = readable.Where(look => look.Known is null).Select(look => Discover(input, look.Post, now, isFirstPass)).ToList();
        var found = unknown.Take(input.MaxPosts).ToList();
        var renewed = readable
            .Where(look => look.Known is not null)
            .Select(look => (Known: look.Known!, Post: KnownPosts.Renew(look.Known!.Value, look.Post, KeepsVideos(input))))
            .ToList();
        // Nothing may be owed that a later scan does not look for.
        if (renewed.Any(one => one.Known.Value.IsSettled && !one.Post.IsSettled))
            read = await DoubtAsync(input.Account, read, cancellationToken);
        foreach (var (known, post) in renewed.Where(one => !ReferenceEquals(one.Post, one.Known.Value)))
            await posts.SaveAsync(input.Account, PostKeys.Of(known.Value.Post), known, post, [], cancellationToken);
        var waiting = renewed.Select(one => one.Post).Where(IsWaitingForFiles).ToList();

        // Where the limit cuts through a page, the pass goes on with that page.
        var next = found.Count < unknown.Count ? input.Cursor : page.NextCursor;
        var open = next is null ? null : new OpenPass(input.Mode, next, input.Bounds);
        var answer = new FetchedPage
        {
            Posts = listed.Count,
            IsPast = source.IsNewestFirst && listed.Count > 0 && listed.All(post => input.Bounds?.IsPast(post) == true),
            NewPosts = found.Count,
            AllKnown = source.IsNewestFirst && looks.Count > 0
                && readable.All(look => look.Known?.Value.FoundAt <= (input.KnownSince ?? progress.LastPassAt)),
            // What this scan found before is left over from a call of this page that was cut off between two changes.
            PostsToDo = [.. renewed.Select(one => one.Post).Where(
                post => post.FoundAt >= input.ScanStartedAt && !IsWaitingForFiles(post)).Concat(found)
                .Where(post => !post.IsSettled)
                .Concat(waiting.Where(post => retries.IsDue(post.DueAt)))
                .Select(post => PostKeys.Of(post.Post))],
            IsUnordered = !source.IsNewestFirst,
            Content = ContentOf(listed),
            OldestPost = readable.Select(look => PostKeys.Of(look.Post)).Max(StringComparer.Ordinal),
            NextCursor = page.NextCursor,
            CutShort = found.Count < unknown.Count,
            Notice = page.Notice,
            Losses = [.. found.Select(post => FindLoss(input, post.Post, listed)).OfType<string>()],
        };
        var mark = input.Cursor is null && next is null ? page.Mark : null;
        if (IsNoNews(input, answer, progress) && mark == progress.Mark)
            return answer;

        progress = read.Value with { OpenPass = open, Mark = mark, LastPage = new LastPage(input, answer) };
        await scans.AddPostsAsync(input.Account, found, source.MayPostsMove, read, progress, cancellationToken);
        metrics.CountPosts(found.Count);
        return answer;
    }

    // Most scans find just this, and one that is cut off here begins anew with the newest page: what is written would help nobody but
    // a call whose answer was lost.
    private static bool IsNoNews(FetchPageInput input, FetchedPage answer, ScanProgress progress) =>
        input is { Mode: ScanMode.New, Cursor: null } && progress.OpenPass is null && answer is { AllKnown: true, PostsToDo.Count: 0 };

    private static List<Post> Distinguish(IPostSource source, IEnumerable<Post> posts) =>
        [.. posts.DistinctBy(post => source.MayPostsMove ? post.Id : PostKeys.Of(post))];

    private static string? ContentOf(List<Post> posts)
    {
        var ids = string.Join('\n', posts.Select(post => post.Id).Order(StringComparer.Ordinal));
        return ids.Length == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ids)).AsSpan(0, 16));
    }

    private static Post WithinBound(Post post) => post.Pictures.Count <= MaxPictures && !(post.Videos?.Count > MaxPictures)
        ? post
        : post with { Pictures = [.. post.Pictures.Take(MaxPictures)], Videos = post.Videos?.Take(MaxPictures).ToList() };

    private static bool KeepsVideos(FetchPageInput input) => input.Bounds?.KeepsVideos == true;

    private static bool IsWaitingForFiles(PostRecord post) =>
        post.Stage == PostStage.Discovered || (post.IsJudged && post.OwesVideos);

    private async Task<Versioned<ScanProgress>> DoubtAsync(
        AccountId account, Versioned<ScanProgress> read, CancellationToken cancellationToken)
    {
        if (!read.Value.OwesNothing)
            return read;

        await scans.DoubtAsync(account, cancellationToken);
        return await scans.FindAsync(account, cancellationToken) is { } again && again.Value.Lease == read.Value.Lease
            ? again
            : throw AccountLeases.TakenOver(account);
    }

    private static string? FindLoss(FetchPageInput input, Post found, List<Post> listed) =>
        listed.First(post => post.Id == found.Id).Pictures.Count is > MaxPictures and var all
            ? $"Post {found.Id} of {input.Account} names {all} pictures: the first {MaxPictures} are taken, {all - MaxPictures} are not."
            : null;

    private static PostRecord Discover(FetchPageInput input, Post post, DateTimeOffset now, bool isFirstPass) => new()
    {
        Post = KeepsVideos(input) ? post : post with { Videos = null },
        FoundAt = now,
        IsBaseline = isFirstPass && post.IsUndated,
        Stage = post.Pictures.Count == 0 ? PostStage.Done : PostStage.Discovered,
        Pictures = [.. post.Pictures.Select(_ => new PictureRecord())],
        Videos = KeepsVideos(input) ? post.Videos?.Select(VideoRecord.Of).ToList() : null,
    };
}

/// <summary>The input of <see cref="FetchPage"/>.</summary>
/// <param name="Account">The account.</param>
/// <param name="InstanceId">The orchestration that owns the account's lease.</param>
/// <param name="Mode">How far the scan goes.</param>
/// <param name="Cursor">The page; null for the newest.</param>
/// <param name="MaxPosts">Take no more new posts than this.</param>
/// <param name="Attempt">1 for the first call for this page.</param>
/// <param name="ScanStartedAt">When the scan began: no two scans of an account have all of this in common.</param>
/// <param name="KnownSince">
/// Posts that were found until then are known for good; null where that is told by the last pass that reached its end.
/// </param>
/// <param name="PageSize">Ask for no more posts than this, because the source does not answer for more; null for the setting.</param>
/// <param name="Bounds">What is taken; null for all.</param>
public sealed record FetchPageInput(
    AccountId Account,
    string InstanceId,
    ScanMode Mode,
    string? Cursor,
    int MaxPosts,
    int Attempt,
    DateTimeOffset ScanStartedAt,
    DateTimeOffset? KnownSince = null,
    int? PageSize = null,
    CollectionBounds? Bounds = null);
