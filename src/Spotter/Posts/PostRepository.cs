using System.Runtime.CompilerServices;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Sources;
using Spotter.State;

namespace Spotter.Posts;

/// <summary>Keeps an account's posts, in the account's own partition so that they change together with its alerts.</summary>
/// <param name="store">Where.</param>
/// <param name="time">Says when a post came how far; the system's clock where it is null.</param>
public sealed class PostRepository(IStateStore store, TimeProvider? time = null)
{
    private readonly FeedWriter _feed = new(store);
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Reads a post; null where there is none.</summary>
    public Task<Versioned<PostRecord>?> FindAsync(AccountId account, string postKey, CancellationToken cancellationToken) =>
        store.FindAsync(IdOf(account, postKey), PostJson.Default.PostRecord, cancellationToken);

    /// <summary>Reads the post of an id, whatever time it had when it was found; null where none is known by its id.</summary>
    public async Task<Versioned<PostRecord>?> FindByIdAsync(AccountId account, string id, CancellationToken cancellationToken) =>
        await FindPlaceAsync(account, id, cancellationToken) is { } key ? await FindAsync(account, key, cancellationToken) : null;

    /// <summary>Reads a post that must be there.</summary>
    /// <exception cref="RecordException">It is gone or cannot be read.</exception>
    public async Task<Versioned<PostRecord>> GetAsync(PostTask post, CancellationToken cancellationToken) =>
        await FindAsync(post.Account, post.PostKey, cancellationToken) ?? throw new RecordException(
            IdOf(post.Account, post.PostKey), $"Post {post.PostKey} of {post.Account} is gone from the state.");

    /// <summary>Finds the key by which a post is kept, also where its record cannot be read; null where it is not known.</summary>
    /// <param name="account">The account.</param>
    /// <param name="post">The post.</param>
    /// <param name="mayMove">True where a post is known by its id, too.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal async Task<string?> FindKeyAsync(AccountId account, Post post, bool mayMove, CancellationToken cancellationToken)
    {
        var key = PostKeys.Of(post);
        if (await store.FindAsync(IdOf(account, key), cancellationToken) is not null)
            return key;

        return mayMove ? await FindPlaceAsync(account, post.Id, cancellationToken) : null;
    }

    private async Task<string?> FindPlaceAsync(AccountId account, string id, CancellationToken cancellationToken)
    {
        var key = new StateKey(account.ToString(), PostKeys.PlaceOf(id));
        return (await store.FindAsync(key, PostJson.Default.PostPlace, cancellationToken))?.Value.PostKey;
    }

    /// <summary>Lists an account's posts, newest first.</summary>
    /// <exception cref="RecordException">One cannot be read.</exception>
    public IAsyncEnumerable<PostRecord> ListAsync(AccountId account, CancellationToken cancellationToken) =>
        ListAsync(account, after: null, error => throw error, cancellationToken);

    /// <summary>
    /// The same, of the posts that come after the key <paramref name="after"/> alone (of all where it is null), and without those that
    /// cannot be read: <paramref name="tellUnreadable"/> is told of each.
    /// </summary>
    public IAsyncEnumerable<PostRecord> ListAsync(
        AccountId account, string? after, Action<RecordException> tellUnreadable, CancellationToken cancellationToken) =>
        ListRecords(account, after, tellUnreadable, cancellationToken).Select(post => post.Value);

    /// <summary>
    /// Lists an account's posts that can be read with their keys, newest first: those after the given one, all where it is null.
    /// </summary>
    public IAsyncEnumerable<(string Key, PostRecord Post)> ListAsync(
        AccountId account, string? after, CancellationToken cancellationToken) =>
        ListRecords(account, after, static _ => { }, cancellationToken).Select(post => (KeyOf(post.Id), post.Value));

    /// <summary>
    /// The same with those that cannot be read: what their keys say of them, failed, with the reason.
    /// </summary>
    public async IAsyncEnumerable<(string Key, PostRecord Post)> ListWithDamagedAsync(
        AccountId account, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var damaged = new Queue<RecordException>();
        await foreach (var post in ListRecords(account, after, damaged.Enqueue, cancellationToken))
        {
            while (damaged.TryDequeue(out var error))
                yield return OfDamaged(error);
            yield return (KeyOf(post.Id), post.Value);
        }

        while (damaged.TryDequeue(out var error))
            yield return OfDamaged(error);
    }

    private static (string Key, PostRecord Post) OfDamaged(RecordException error) =>
        (KeyOf(error.Id), PostRecord.OfDamaged(KeyOf(error.Id), error.Message));

    /// <summary>Lists an account's posts that can be read, to be changed.</summary>
    internal IAsyncEnumerable<Versioned<PostRecord>> ListReadableAsync(AccountId account, CancellationToken cancellationToken) =>
        ListRecords(account, after: null, static _ => { }, cancellationToken);

    private IAsyncEnumerable<Versioned<PostRecord>> ListRecords(
        AccountId account, string? after, Action<RecordException> tellUnreadable, CancellationToken cancellationToken) =>
        store.ListByPrefixAsync(
            account.ToString(),
            PostKeys.Prefix,
            after is null ? null : PostKeys.Prefix + after,
            PostJson.Default.PostRecord,
            tellUnreadable,
            cancellationToken);

    /// <summary>
    /// Lists what is counted of an account's posts with their keys, newest first, without those that cannot be read:
    /// <paramref name="tellUnreadable"/> is told of each.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="since">No older posts; null for all.</param>
    /// <param name="until">Only older posts; null for all.</param>
    /// <param name="tellUnreadable">Is told of each that cannot be read.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public IAsyncEnumerable<(string Key, CountedPost Post)> ListCountedAsync(
        AccountId account,
        DateTimeOffset? since,
        DateTimeOffset? until,
        Action<RecordException> tellUnreadable,
        CancellationToken cancellationToken) => store
        .ListByPrefixAsync(
            account.ToString(),
            PostKeys.Prefix,
            until is { } end ? PostKeys.Prefix + PostKeys.TimeOf(end) : null,
            PostJson.Default.CountedPost,
            tellUnreadable,
            cancellationToken)
        .Where(post => !(post.Value.Post.PostedAt >= until))
        .TakeWhile(post => !(post.Value.Post.PostedAt < since))
        .Select(post => (KeyOf(post.Id), post.Value));

    /// <summary>Lists an account's posts that are not settled, newest first.</summary>
    /// <exception cref="RecordException">The marker of one cannot be read.</exception>
    public IAsyncEnumerable<ToDoItem> ListToDoAsync(AccountId account, CancellationToken cancellationToken) => store
        .ListByPrefixAsync(account.ToString(), PostKeys.ToDoPrefix, PostJson.Default.ToDoMarker, cancellationToken)
        .Select(marker => new ToDoItem(marker.Id.Key[PostKeys.ToDoPrefix.Length..], marker.Value.DueAt, marker.Value.OwesAlert));

    /// <summary>True where an account has a post.</summary>
    public ValueTask<bool> HasAnyAsync(AccountId account, CancellationToken cancellationToken) => store
        .ListAsync(account.ToString(), PostKeys.Prefix, PostKeys.Prefix + "~", cancellationToken)
        .AnyAsync(cancellationToken);

    /// <summary>Lists the accounts that have a post, watched or not, in the order of their names.</summary>
    public IAsyncEnumerable<AccountId> ListAccountsAsync(CancellationToken cancellationToken) => store
        .ListPartitionsAsync(cancellationToken)
        .Select(partition => AccountId.TryParse(partition, out var account) && account.ToString() == partition ? account : default)
        .Where(async (account, token) => account != default && await HasAnyAsync(account, token));

    /// <summary>Replaces a post, with its marker in step and new alerts recorded beside it, all or nothing.</summary>
    /// <exception cref="StateException">Another host changed the post meanwhile.</exception>
    public Task SaveAsync(
        AccountId account,
        string postKey,
        Versioned<PostRecord> stored,
        PostRecord post,
        IEnumerable<AlertRecord> newAlerts,
        CancellationToken cancellationToken
    ) => ReplaceAsync(new PostTask(account, postKey), stored, post, newAlerts.Select(AlertRepository.ToAdd), cancellationToken);

    /// <summary>Replaces a post, with its marker in step and what changes of its alerts, all or nothing.</summary>
    /// <exception cref="StateException">Another host changed the post or an alert meanwhile.</exception>
    internal async Task ReplaceAsync(
        PostTask task, Versioned<PostRecord> stored, PostRecord post, IEnumerable<StateChange> alerts, CancellationToken cancellationToken)
    {
        post = post.OnItsWay(stored.Value, _time.GetUtcNow());
        StateChange[] changes =
        [
            StateChange.Replace(PostKeys.Prefix + task.PostKey, post, PostJson.Default.PostRecord, stored.Version),
            .. PostChanges.ToMark(task.PostKey, stored.Value, post),
            .. alerts,
        ];
        if (!await TryChangeAsync(task.Account, IsNewInFeed(stored.Value, post) ? [(task.PostKey, post)] : [], changes, cancellationToken))
            throw new StateException(
                $"Another host changed post {post.Post.Id} of {task.Account} at the same time. The next scan goes on with it.");
    }

    /// <summary>Makes changes of an account's posts, all or nothing; false where a record is not as they expect.</summary>
    /// <param name="account">The account.</param>
    /// <param name="judged">Posts that come into the feed with this. It is written first.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal async Task<bool> TryChangeAsync(
        AccountId account,
        IEnumerable<(string Key, PostRecord Post)> judged,
        IReadOnlyList<StateChange> changes,
        CancellationToken cancellationToken)
    {
        await _feed.WriteAsync(account, judged, cancellationToken);
        return await store.TryChangeAsync(account.ToString(), changes, cancellationToken);
    }

    // The feed shows the best label.
    private static bool IsNewInFeed(PostRecord before, PostRecord post) =>
        post.IsJudged && (!before.IsJudged || (post.Model, post.ModelVersion) != (before.Model, before.ModelVersion));

    private static string KeyOf(StateKey id) => id.Key[PostKeys.Prefix.Length..];

    private static StateKey IdOf(AccountId account, string postKey) => new(account.ToString(), PostKeys.Prefix + postKey);
}
