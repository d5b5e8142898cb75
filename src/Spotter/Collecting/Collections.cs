using Spotter.Accounts;
using Spotter.Posts;
using Spotter.Scanning;
using Spotter.State;

namespace Spotter.Collecting;

/// <summary>Says which scans a collection still needs, and keeps what became of them.</summary>
public sealed class Collections(CollectionRepository repository, PostRepository posts, TimeProvider time)
{
    /// <summary>
    /// Begins or goes on with an account: its record, and the scan that is needed; null where all of it is there.
    /// </summary>
    /// <param name="plan">What is collected.</param>
    /// <param name="account">The account.</param>
    /// <param name="damaged">Told where what is kept of it cannot be read: it begins anew.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<(CollectedAccount Record, ScanRequest? Scan)> BeginAsync(
        CollectionPlan plan, AccountId account, Action<RecordException> damaged, CancellationToken cancellationToken)
    {
        var known = await repository.FindAsync(plan.Name, account, damaged, cancellationToken);
        if (!plan.RetryFailed && known?.IsDoneFor(plan.Bounds, plan.MaxPosts) == true && !await OwesFilesAsync(account, cancellationToken))
            return (known, null);

        var count = await posts.ListAsync(account, cancellationToken).CountAsync(cancellationToken);
        var record = known?.Bounds == plan.Bounds && known.MaxPosts == plan.MaxPosts
            ? known
            : new CollectedAccount
            {
                Account = account,
                StartedAt = time.GetUtcNow(),
                PostsBefore = count,
                Bounds = plan.Bounds,
                MaxPosts = plan.MaxPosts,
            };
        await repository.SaveAsync(plan.Name, record, cancellationToken);
        // What an earlier run took counts, also where it was killed before it could say so.
        var left = plan.MaxPosts is { } max ? Math.Max(1, max - (count - record.PostsBefore)) : (int?)null;
        return (record, new ScanRequest(
            account, ScanMode.History, left, plan.MaxPages, RetryFailed: plan.RetryFailed, IsAsked: true, Bounds: plan.Bounds));
    }

    /// <summary>Keeps what a scan did.</summary>
    public async Task<CollectedAccount> EndAsync(
        CollectionPlan plan, CollectedAccount record, ScanSummary scan, CancellationToken cancellationToken)
    {
        var ended = record.After(scan);
        // A pass that a limit of pages ended is to be gone on with, one that brought all its posts is not.
        if (scan.Outcome == ScanOutcome.LimitReached && !await IsFullAsync(ended, cancellationToken))
            ended = ended with { Outcome = ScanOutcome.Deferred };
        await repository.SaveAsync(plan.Name, ended, cancellationToken);
        return ended;
    }

    // An import may bring posts whose files are still to be fetched.
    private async Task<bool> OwesFilesAsync(AccountId account, CancellationToken cancellationToken) =>
        await posts.ListToDoAsync(account, cancellationToken).AnyAsync(post => !post.OwesAlert, cancellationToken);

    private async Task<bool> IsFullAsync(CollectedAccount record, CancellationToken cancellationToken) =>
        record.MaxPosts is { } max
        && await posts.ListAsync(record.Account, cancellationToken).CountAsync(cancellationToken) - record.PostsBefore >= max;
}
