using Microsoft.Extensions.Options;
using Spotter.Orchestration;
using Spotter.Sources;
using Spotter.Watching;

namespace Spotter.Scanning;

/// <summary>Takes the account's lease and finds where the scan has to begin.</summary>
public sealed class BeginScan(
    WatchRepository watches,
    PostSources sources,
    ScanRepository scans,
    PostRepository posts,
    AccountLeases leases,
    IOptions<ScanningOptions> options,
    TimeProvider time) : IActivity<BeginScan, BeginScanInput, ScanPlan>
{
    private const int MostPending = 1_000;

    /// <inheritdoc/>
    public static Activity<BeginScanInput, ScanPlan> Definition { get; } = new("BeginScan");

    /// <inheritdoc/>
    public async Task<ScanPlan> RunAsync(BeginScanInput input, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var account = input.Request.Account;
        if (await FindRefusalAsync(account, cancellationToken) is { } refusal)
            return new ScanPlan { StartedAt = now, Failure = refusal };
        if (!await leases.TryTakeAsync(account, input.InstanceId, now, cancellationToken))
            return new ScanPlan { StartedAt = now, Busy = true };

        var progress = await scans.FindProgressAsync(account, cancellationToken);
        var limited = input.Request.Mode == ScanMode.New;
        return new ScanPlan
        {
            StartedAt = now,
            Cursor = progress.OpenPass is { } open && open.Mode == input.Request.Mode ? open.Cursor : null,
            PendingPosts = await ListPendingAsync(input.Request, cancellationToken),
            MaxPages = input.Request.MaxPages ?? (limited ? options.Value.MaxPages : int.MaxValue),
            MaxPosts = input.Request.MaxPosts ?? (limited ? options.Value.MaxPosts : int.MaxValue),
            MaxCallAttempts = options.Value.MaxCallAttempts,
            MaxPostAttempts = options.Value.MaxPostAttempts,
            ParallelPosts = options.Value.ParallelPosts,
        };
    }

    // A post whose alert is held stays, however often it is worked on: a scan that reads pages by now has been through all of them.
    private async Task<IReadOnlyList<string>> ListPendingAsync(ScanRequest request, CancellationToken cancellationToken) => request.SoFar is { Pages: > 0 }
        ? []
        : await posts.ListToDoAsync(request.Account, cancellationToken)
            .Take(MostPending)
            .Where(key => string.CompareOrdinal(key, request.PendingAfter) > 0)
            .Take(ScanPlan.PostsPerRun)
            .ToListAsync(cancellationToken);

    private async Task<SourceFailure?> FindRefusalAsync(AccountId account, CancellationToken cancellationToken)
    {
        if (sources.Find(account.Source) is not { } source)
            return new SourceFailure(FailureKind.Malformed, $"There is no source '{account.Source}'. There are: {string.Join(", ", sources.Names)}.");
        if (source.FindHandleError(account.Handle) is { } error)
            return new SourceFailure(FailureKind.Malformed, error);
        if (await watches.FindAsync(account, cancellationToken) is null)
            return new SourceFailure(FailureKind.Unavailable, $"{account} is not watched. Add it with: spotter accounts add {account}");

        return null;
    }
}
