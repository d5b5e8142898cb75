using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Calls;
using Spotter.Orchestration;
using Spotter.Posts;
using Spotter.Sources;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.Scanning;

/// <summary>Takes the account's lease and finds where the scan has to begin.</summary>
public sealed class BeginScan(
    WatchRepository watches,
    PostSources sources,
    ScanRepository scans,
    PostRepository posts,
    PostRevival revival,
    AccountLeases leases,
    RetryPolicy retries,
    IOptions<ScanningOptions> options,
    IOptions<WatchingOptions> watching,
    TimeProvider time) : IActivity<BeginScan, BeginScanInput, ScanPlan>
{
    private const int MaxPending = 1_000;

    /// <inheritdoc/>
    public static Activity<BeginScanInput, ScanPlan> Definition { get; } = new("BeginScan");

    /// <inheritdoc/>
    public async Task<ScanPlan> RunAsync(BeginScanInput input, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var account = input.Request.Account;
        var watch = await watches.FindAsync(account, cancellationToken);
        if (FindRefusal(input.Request, watch) is { } refusal)
            return new ScanPlan { StartedAt = now, Failure = refusal };
        if (await leases.TakeAsync(account, input.InstanceId, now, cancellationToken) is not { } progress)
            return new ScanPlan { StartedAt = now, Busy = true };

        if (input.Request is { RetryFailed: true, SoFar: null })
        {
            progress = await scans.DoubtAsync(account, cancellationToken) ?? progress;
            await revival.ReviveAsync(account, now, cancellationToken);
        }

        if (input.Request is { IsAsked: true, SoFar: null } && !progress.OwesNothing)
            await revival.HastenAsync(account, now, cancellationToken);

        var limited = input.Request.Mode == ScanMode.New;
        var pending = progress.OwesNothing ? new ScanPlan() : await PlanPendingAsync(input.Request, now, cancellationToken);
        return pending with
        {
            StartedAt = now,
            PredictsAccount = watch is not null && watching.Value.FindCaptionModel(watch) is not null,
            Cursor = progress.OpenPass is { } open && open.IsOf(input.Request) ? open.Cursor : null,
            MaxPages = input.Request.MaxPages ?? (limited ? options.Value.MaxPages : int.MaxValue),
            MaxPosts = input.Request.MaxPosts ?? (limited ? options.Value.MaxPosts : int.MaxValue),
            MaxCallAttempts = options.Value.MaxCallAttempts,
            MaxPostAttempts = retries.MaxPostAttempts,
            ParallelPosts = options.Value.ParallelPosts,
        };
    }

    // A post whose alert is held stays, however often it is worked on: a scan that reads pages by now has been through all of them.
    private async Task<ScanPlan> PlanPendingAsync(ScanRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (request is { SoFar.Pages: > 0, Rest: not ScanRest.Begun })
            return new ScanPlan();

        var soon = now + ScanPatience.MaxWaitOf(request);
        var due = await posts.ListToDoAsync(request.Account, cancellationToken)
            .Where(item => item.OwesAlert || item.DueAt <= soon || retries.IsDue(item.DueAt))
            .Take(MaxPending)
            .Where(item => string.CompareOrdinal(item.PostKey, request.PendingAfter) > 0)
            .Take(ScanPlan.PostsPerRun)
            .Select(item => item.PostKey)
            .ToListAsync(cancellationToken);
        var plan = new ScanPlan { PendingPosts = due, PendingAfter = due.Count == ScanPlan.PostsPerRun ? due[^1] : null };
        return request.Rest == ScanRest.Begun ? plan : await LeaveForRefreshAsync(request.Account, plan, cancellationToken);
    }

    private async Task<ScanPlan> LeaveForRefreshAsync(AccountId account, ScanPlan plan, CancellationToken cancellationToken)
    {
        var looks = await Task.WhenAll(plan.PendingPosts.Select(key => LookAsync(new PostTask(account, key), cancellationToken)));
        var later = looks.Where(look => look.Post is { } post && WaitsForFiles(post) && (
            post.FailingSince is not null || post.Files.Any(file => file.IsGone))).ToList();
        return plan with
        {
            PendingPosts = [.. looks.Except(later).Select(look => look.Key)],
            HasPostsToRefresh = later.Count > 0,
            RefreshUntil = later
                .Where(look => look.Post!.Files.Any(file => file is { IsMissing: true, IsGone: true }))
                .Select(look => look.Key)
                .LastOrDefault(),
        };
    }

    private static bool WaitsForFiles(PostRecord post) => post.Stage == PostStage.Discovered || (post.IsJudged && post.OwesVideos);

    // The step that works on a post whose record cannot be read says what is wrong.
    private async Task<(string Key, PostRecord? Post)> LookAsync(PostTask post, CancellationToken cancellationToken)
    {
        try
        {
            return (post.PostKey, (await posts.GetAsync(post, cancellationToken)).Value);
        }
        catch (RecordException)
        {
            return (post.PostKey, null);
        }
    }

    private SourceFailure? FindRefusal(ScanRequest request, Watch? watch)
    {
        var account = request.Account;
        if (sources.Find(account.Source) is not { } source)
            return new SourceFailure(
                FailureKind.Malformed, $"There is no source '{account.Source}'. There are: {string.Join(", ", sources.Names)}.");
        if (source.FindHandleError(account.Handle) is { } error)
            return new SourceFailure(FailureKind.Malformed, error);
        if (request.Bounds is null && watch is null)
            return new SourceFailure(FailureKind.Unavailable, $"{account} is not watched. Add it with: spotter accounts add {account}");

        return null;
    }
}

/// <summary>The input of <see cref="BeginScan"/>.</summary>
/// <param name="Request">What is asked for.</param>
/// <param name="InstanceId">The orchestration that asks: it will own the lease.</param>
public sealed record BeginScanInput(ScanRequest Request, string InstanceId);
