using System.Globalization;
using Spotter.Accounts;
using Spotter.Posts;
using Spotter.State;

namespace Spotter.Scanning;

/// <summary>Keeps where an account's scans stand and what the latest of them did.</summary>
public sealed class ScanRepository(IStateStore store)
{
    /// <summary>How many scans of an account are remembered.</summary>
    public const int Remembered = 100;

    private const string ProgressKey = "progress";
    private const string SummaryPrefix = "scan/";

    private readonly FeedWriter _feed = new(store);

    /// <summary>Where the record lies that says where an account's scans stand.</summary>
    internal static StateKey ProgressOf(AccountId account) => new(account.ToString(), ProgressKey);

    /// <summary>Where an account's scans stand; null before the first.</summary>
    public Task<Versioned<ScanProgress>?> FindAsync(AccountId account, CancellationToken cancellationToken) =>
        store.FindAsync(ProgressOf(account), ScanJson.Default.ScanProgress, cancellationToken);

    /// <summary>Where an account's scans stand.</summary>
    public async Task<ScanProgress> FindProgressAsync(AccountId account, CancellationToken cancellationToken) =>
        (await FindAsync(account, cancellationToken))?.Value ?? new ScanProgress();

    /// <summary>Has the next look for what an account owes read it all, before something is owed again.</summary>
    public Task<ScanProgress?> DoubtAsync(AccountId account, CancellationToken cancellationToken) => store.UpdateAsync(
        ProgressOf(account),
        ScanJson.Default.ScanProgress,
        progress => progress is { OwesNothing: true } ? progress with { OwesNothing = false } : null,
        cancellationToken);

    /// <summary>Lists what the remembered scans of an account did, in no particular order.</summary>
    /// <exception cref="RecordException">One cannot be read.</exception>
    public IAsyncEnumerable<ScanSummary> ListAsync(AccountId account, CancellationToken cancellationToken) =>
        ListAsync(account, static error => throw error, cancellationToken);

    /// <summary>The same without those that cannot be read: <paramref name="tellUnreadable"/> is told of each.</summary>
    public IAsyncEnumerable<ScanSummary> ListAsync(
        AccountId account, Action<RecordException> tellUnreadable, CancellationToken cancellationToken) => store
        .ListByPrefixAsync(
            account.ToString(), SummaryPrefix, after: null, ScanJson.Default.ScanSummary, tellUnreadable, cancellationToken)
        .Select(scan => scan.Value);

    /// <summary>
    /// Adds newly found posts, then the progress: after a crash in between, the page is read again and nothing is missed.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="posts">What is new of it.</param>
    /// <param name="mayMove">True where the posts are known by their ids from now on, whatever times they come with.</param>
    /// <param name="read">Where its scans stood.</param>
    /// <param name="progress">Where they stand then.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="StateException">Another host added one of the posts or took over the scan meanwhile.</exception>
    public async Task AddPostsAsync(
        AccountId account,
        IReadOnlyList<PostRecord> posts,
        bool mayMove,
        Versioned<ScanProgress>? read,
        ScanProgress progress,
        CancellationToken cancellationToken)
    {
        var after = progress with { OwesNothing = progress.OwesNothing && posts.All(post => post.IsSettled) };
        var chunks = posts.Chunk(PostChanges.PostsPerGroup).DefaultIfEmpty([]).ToList();
        foreach (var early in chunks.SkipLast(1))
        {
            var meanwhile = (read?.Value ?? new ScanProgress()) with { OwesNothing = after.OwesNothing };
            await AddPostsAsync(account, early, mayMove, read, meanwhile, cancellationToken);
            read = await FindAsync(account, cancellationToken);
            if (read?.Value.Lease != after.Lease)
                throw AccountLeases.TakenOver(account);
        }

        // A post without pictures is settled when it is found.
        var settled = chunks[^1].Where(post => post.IsJudged).Select(post => (PostKeys.Of(post.Post), post));
        await _feed.WriteAsync(account, settled, cancellationToken);
        List<StateChange> changes =
        [
            .. chunks[^1].SelectMany(post => PostChanges.ToAdd(post, mayMove)),
            StateChange.Save(ProgressKey, after, ScanJson.Default.ScanProgress, read),
        ];
        if (!await store.TryChangeAsync(account.ToString(), changes, cancellationToken))
            throw new StateException($"Another host added posts of {account} at the same time. The next scan goes on.");
    }

    /// <summary>Records the end of a scan.</summary>
    /// <exception cref="StateException">Another host took over the scan meanwhile.</exception>
    public async Task EndAsync(
        AccountId account, Versioned<ScanProgress>? read, ScanProgress progress, ScanSummary summary, CancellationToken cancellationToken)
    {
        var slot = (progress.Scans % Remembered).ToString("D2", CultureInfo.InvariantCulture);
        var isEnded = await store.TryChangeAsync(
            account.ToString(),
            [
                StateChange.Save(ProgressKey, progress, ScanJson.Default.ScanProgress, read),
                StateChange.Put(SummaryPrefix + slot, summary, ScanJson.Default.ScanSummary),
            ],
            cancellationToken);
        if (!isEnded)
            throw AccountLeases.TakenOver(account);
    }
}
