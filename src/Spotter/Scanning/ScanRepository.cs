using System.Globalization;
using System.Runtime.CompilerServices;
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

    // A post is three changes, and the progress rides with the last of them.
    private const int PostsPerChange = (IStateStore.MostChanges - 1) / 3;

    /// <summary>Where an account's scans stand.</summary>
    public async Task<ScanProgress> FindProgressAsync(AccountId account, CancellationToken cancellationToken) =>
        (await store.FindAsync(new StateKey(account.ToString(), ProgressKey), ScanJson.Default.ScanProgress, cancellationToken))?.Value ?? new ScanProgress();

    /// <summary>Lists what the remembered scans of an account did, in no particular order.</summary>
    public async IAsyncEnumerable<ScanSummary> ListAsync(AccountId account, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var scan in store.ListByPrefixAsync(account.ToString(), SummaryPrefix, ScanJson.Default.ScanSummary, cancellationToken))
            yield return scan.Value;
    }

    /// <summary>
    /// Adds newly found posts, then the progress: after a crash in between, the page is read again and nothing is missed.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="posts">What is new of it.</param>
    /// <param name="mayMove">True where the posts are known by their ids from now on, whatever times they come with.</param>
    /// <param name="progress">Where its scans stand then.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="StateException">Another host added one of the posts meanwhile.</exception>
    public async Task AddPostsAsync(AccountId account, IReadOnlyList<PostRecord> posts, bool mayMove, ScanProgress progress, CancellationToken cancellationToken)
    {
        var chunks = posts.Chunk(PostsPerChange).Select(chunk => chunk.SelectMany(post => ChangesFor(post, mayMove)).ToList()).DefaultIfEmpty([]).ToList();
        chunks[^1].Add(StateChange.Put(ProgressKey, progress, ScanJson.Default.ScanProgress));
        foreach (var changes in chunks)
            if (!await store.TryChangeAsync(account.ToString(), changes, cancellationToken))
                throw new StateException($"Another host added posts of {account} at the same time. The next scan goes on.");
    }

    /// <summary>Records the end of a scan.</summary>
    public Task EndAsync(AccountId account, ScanProgress progress, ScanSummary summary, CancellationToken cancellationToken)
    {
        var slot = (progress.Scans % Remembered).ToString("D2", CultureInfo.InvariantCulture);
        return store.TryChangeAsync(
            account.ToString(),
            [
                StateChange.Put(ProgressKey, progress, ScanJson.Default.ScanProgress),
                StateChange.Put(SummaryPrefix + slot, summary, ScanJson.Default.ScanSummary),
            ],
            cancellationToken);
    }

    private static IEnumerable<StateChange> ChangesFor(PostRecord post, bool mayMove)
    {
        var key = PostKeys.Of(post.Post);
        yield return StateChange.Add(PostKeys.Prefix + key, post, PostJson.Default.PostRecord);
        if (mayMove)
            yield return StateChange.Put(PostKeys.PlaceOf(post.Post.Id), new PostPlace(key), PostJson.Default.PostPlace);
        if (!post.IsSettled)
            yield return StateChange.Put(PostKeys.ToDoPrefix + key, new ToDoMarker(), PostJson.Default.ToDoMarker);
    }
}
