using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.State;

namespace Spotter.Posts;

/// <summary>Keeps an account's posts and alerts, in the account's own partition so that they change together.</summary>
/// <param name="store">Where.</param>
/// <param name="time">Says when a post came how far; the system's clock where it is null.</param>
public sealed class PostRepository(IStateStore store, TimeProvider? time = null)
{
    private const string AlertPrefix = "alert/";

    // Somebody waits for the scan.
    private const int MaxHastened = 1_000;

    private readonly FeedWriter _feed = new(store);
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Reads a post; null where there is none.</summary>
    public Task<Versioned<PostRecord>?> FindAsync(AccountId account, string postKey, CancellationToken cancellationToken) =>
        store.FindAsync(IdOf(new PostTask(account, postKey)), PostJson.Default.PostRecord, cancellationToken);

    /// <summary>Reads the post of an id, whatever time it had when it was found; null where none is known by its id.</summary>
    public async Task<Versioned<PostRecord>?> FindByIdAsync(AccountId account, string id, CancellationToken cancellationToken)
    {
        var place = await store.FindAsync(PlaceOf(account, id), PostJson.Default.PostPlace, cancellationToken);
        return place is null ? null : await FindAsync(account, place.Value.PostKey, cancellationToken);
    }

    /// <summary>Reads a post that must be there.</summary>
    /// <exception cref="RecordException">It is gone or cannot be read.</exception>
    public async Task<Versioned<PostRecord>> GetAsync(PostTask post, CancellationToken cancellationToken) =>
        await FindAsync(post.Account, post.PostKey, cancellationToken) ?? throw new RecordException(
            IdOf(post), $"Post {post.PostKey} of {post.Account} is gone from the state.");

    /// <summary>Lists an account's posts, newest first.</summary>
    public async IAsyncEnumerable<PostRecord> ListAsync(AccountId account, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var post in store.ListByPrefixAsync(
            account.ToString(), PostKeys.Prefix, PostJson.Default.PostRecord, cancellationToken))
            yield return post.Value;
    }

    /// <summary>
    /// The same, of the posts that come after the key <paramref name="after"/> alone (of all where it is null), and without those that
    /// cannot be read: <paramref name="tellUnreadable"/> is told of each.
    /// </summary>
    public IAsyncEnumerable<PostRecord> ListAsync(
        AccountId account, string? after, Action<RecordException> tellUnreadable, CancellationToken cancellationToken) => store
        .ListByPrefixAsync(
            account.ToString(),
            PostKeys.Prefix,
            after is null ? null : PostKeys.Prefix + after,
            PostJson.Default.PostRecord,
            tellUnreadable,
            cancellationToken)
        .Select(post => post.Value);

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
        .Select(post => (post.Id.Key[PostKeys.Prefix.Length..], post.Value));

    /// <summary>True where an account has a post.</summary>
    public ValueTask<bool> HasAnyAsync(AccountId account, CancellationToken cancellationToken) => store
        .ListAsync(account.ToString(), PostKeys.Prefix, PostKeys.Prefix + "~", cancellationToken)
        .AnyAsync(cancellationToken);

    /// <summary>Lists the accounts that have a post, watched or not, in the order of their names.</summary>
    public IAsyncEnumerable<AccountId> ListAccountsAsync(CancellationToken cancellationToken) => store
        .ListPartitionsAsync(cancellationToken)
        .Select(partition => AccountId.TryParse(partition, out var account) && account.ToString() == partition ? account : default)
        .Where(async (account, token) => account != default && await HasAnyAsync(account, token));

    /// <summary>
    /// Adds posts that come from elsewhere, with all that is known of them. A post that is known here, by its key or its id, stays as it
    /// is, but for files of videos that it lacks.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="arrived">The posts.</param>
    /// <param name="mayMove">True where a post is known by its id, too.</param>
    /// <param name="cancellationToken">Cancels the call; some may have been added.</param>
    /// <exception cref="StateException">Another host added or changed one of them meanwhile.</exception>
    public async Task<ArrivedCounts> AddArrivedAsync(
        AccountId account, IReadOnlyList<PostRecord> arrived, bool mayMove, CancellationToken cancellationToken)
    {
        var counts = new ArrivedCounts(0, 0, 0);
        foreach (var group in arrived.DistinctBy(post => mayMove ? post.Post.Id : PostKeys.Of(post.Post)).Chunk(PostChanges.PostsPerGroup))
        {
            var unknown = new List<PostRecord>();
            var completed = 0;
            foreach (var post in group)
                if (await FindKeyAsync(account, post, mayMove, cancellationToken) is not { } known)
                    unknown.Add(post);
                else if (await CompleteAsync(new PostTask(account, known), post, cancellationToken))
                    completed++;
            await AddAsync(account, unknown, mayMove, cancellationToken);
            counts += new ArrivedCounts(unknown.Count, unknown.Count(post => !post.IsSettled), completed);
        }

        return counts;
    }

    private async Task AddAsync(AccountId account, List<PostRecord> unknown, bool mayMove, CancellationToken cancellationToken)
    {
        var settled = unknown.Where(post => post.IsJudged).Select(post => (PostKeys.Of(post.Post), post));
        await _feed.WriteAsync(account, settled, cancellationToken);
        var changes = unknown.SelectMany(post => PostChanges.ToAdd(post, mayMove)).ToList();
        if (changes.Count > 0 && !await store.TryChangeAsync(account.ToString(), changes, cancellationToken))
            throw new StateException($"Another host added posts of {account} at the same time. Run the same command again.");
    }

    // One whose record cannot be read stays as it is: the step that works on it says what is wrong.
    private async Task<bool> CompleteAsync(PostTask known, PostRecord arrived, CancellationToken cancellationToken)
    {
        if (arrived.Videos is null)
            return false;

        try
        {
            var stored = await GetAsync(known, cancellationToken);
            if (stored.Value.FindWithVideosOf(arrived) is not { } completed)
                return false;

            await SaveAsync(known.Account, known.PostKey, stored, completed, [], cancellationToken);
            return true;
        }
        catch (RecordException)
        {
            return false;
        }
    }

    private async Task<string?> FindKeyAsync(AccountId account, PostRecord post, bool mayMove, CancellationToken cancellationToken)
    {
        var key = PostKeys.Of(post.Post);
        if (await store.FindAsync(IdOf(new PostTask(account, key)), cancellationToken) is not null)
            return key;

        return mayMove
            ? (await store.FindAsync(PlaceOf(account, post.Post.Id), PostJson.Default.PostPlace, cancellationToken))?.Value.PostKey
            : null;
    }

    /// <summary>
    /// Lists an account's posts that can be read with their keys, newest first: those after the given one, all where it is null.
    /// </summary>
    public IAsyncEnumerable<(string Key, PostRecord Post)> ListAsync(
        AccountId account, string? after, CancellationToken cancellationToken) =>
        ListReadable(
            account, PostKeys.Prefix, after is null ? null : PostKeys.Prefix + after, PostJson.Default.PostRecord, cancellationToken)
        .Select(post => (post.Id.Key[PostKeys.Prefix.Length..], post.Value));

    /// <summary>
    /// The same with those that cannot be read: what their keys say of them, failed, with the reason.
    /// </summary>
    public async IAsyncEnumerable<(string Key, PostRecord Post)> ListWithDamagedAsync(
        AccountId account, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var damaged = new Queue<RecordException>();
        var from = after is null ? null : PostKeys.Prefix + after;
        await foreach (var post in store.ListByPrefixAsync(
            account.ToString(), PostKeys.Prefix, from, PostJson.Default.PostRecord, damaged.Enqueue, cancellationToken))
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

    private static string KeyOf(StateKey id) => id.Key[PostKeys.Prefix.Length..];

    /// <summary>Lists an account's posts that are not settled, newest first.</summary>
    public async IAsyncEnumerable<ToDoItem> ListToDoAsync(AccountId account, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var marker in store.ListByPrefixAsync(
            account.ToString(), PostKeys.ToDoPrefix, PostJson.Default.ToDoMarker, cancellationToken))
            yield return new ToDoItem(marker.Id.Key[PostKeys.ToDoPrefix.Length..], marker.Value.DueAt, marker.Value.OwesAlert);
    }

    /// <summary>Reads an alert that must be there.</summary>
    /// <exception cref="RecordException">It is gone or cannot be read.</exception>
    public async Task<Versioned<AlertRecord>> GetAlertAsync(AlertTask alert, CancellationToken cancellationToken)
    {
        var id = new StateKey(alert.Account.ToString(), AlertKey(alert.PostKey, alert.AlertId));
        return await store.FindAsync(id, AlertJson.Default.AlertRecord, cancellationToken) ?? throw new RecordException(
            id, $"Alert {alert.AlertId} of {alert.Account} is gone from the state.");
    }

    /// <summary>Lists an account's alerts, those of newer posts first.</summary>
    public async IAsyncEnumerable<AlertRecord> ListAlertsAsync(
        AccountId account, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var alert in store.ListByPrefixAsync(
            account.ToString(), AlertPrefix, AlertJson.Default.AlertRecord, cancellationToken))
            yield return alert.Value;
    }

    /// <summary>Lists a post's alerts.</summary>
    public async IAsyncEnumerable<AlertRecord> ListAlertsAsync(
        AccountId account, string postKey, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A post's id may hold a slash, so that the prefix alone could also fit another post.
        await foreach (var alert in store.ListByPrefixAsync(
            account.ToString(), AlertKey(postKey, ""), AlertJson.Default.AlertRecord, cancellationToken))
            if (alert.Value.PostKey == postKey)
                yield return alert.Value;
    }

    /// <summary>The same without those that cannot be read: <paramref name="tellUnreadable"/> is told of each.</summary>
    public IAsyncEnumerable<AlertRecord> ListAlertsAsync(
        AccountId account, string postKey, Action<RecordException> tellUnreadable, CancellationToken cancellationToken) => store
        .ListByPrefixAsync(
            account.ToString(), AlertKey(postKey, ""), after: null, AlertJson.Default.AlertRecord, tellUnreadable, cancellationToken)
        .Select(alert => alert.Value)
        .Where(alert => alert.PostKey == postKey);

    /// <summary>Replaces a post, with its marker in step and new alerts recorded beside it, all or nothing.</summary>
    /// <exception cref="StateException">Another host changed the post meanwhile.</exception>
    public Task SaveAsync(
        AccountId account,
        string postKey,
        Versioned<PostRecord> stored,
        PostRecord post,
        IEnumerable<AlertRecord> newAlerts,
        CancellationToken cancellationToken
    ) => ReplaceAsync(
        account,
        postKey,
        stored,
        post,
        newAlerts.Select(alert => StateChange.Add(AlertKey(postKey, alert.Message.Id), alert, AlertJson.Default.AlertRecord)),
        cancellationToken);

    /// <summary>Gives a post up, and its unsent alerts with it, which the reason then names.</summary>
    /// <exception cref="StateException">Another host changed the post or an alert meanwhile.</exception>
    public async Task<PostRecord> GiveUpAsync(
        PostTask task, Versioned<PostRecord> stored, PostRecord post, CancellationToken cancellationToken)
    {
        var unsent = await ListUnsentAsync(task, cancellationToken);
        var failed = GiveUp(post, unsent);
        await ReplaceAsync(task.Account, task.PostKey, stored, failed, EndAlerts(unsent, failed), cancellationToken);
        return failed;
    }

    private async Task ReplaceAsync(
        AccountId account,
        string postKey,
        Versioned<PostRecord> stored,
        PostRecord post,
        IEnumerable<StateChange> alerts,
        CancellationToken cancellationToken
    )
    {
        post = post.OnItsWay(stored.Value, _time.GetUtcNow());
        var changes = new List<StateChange> { StateChange.Replace(
            PostKeys.Prefix + postKey, post, PostJson.Default.PostRecord, stored.Version) };
        if (post.IsSettled)
            changes.Add(StateChange.Delete(PostKeys.ToDoPrefix + postKey));
        else if (stored.Value.IsSettled || MarkerOf(post) != MarkerOf(stored.Value))
            changes.Add(
                StateChange.Put(
                    PostKeys.ToDoPrefix + postKey,
                    MarkerOf(post),
                    PostJson.Default.ToDoMarker
                )
            );
        changes.AddRange(alerts);

        // The feed shows the best label.
        var isJudgedAnew = (post.Model, post.ModelVersion) != (stored.Value.Model, stored.Value.ModelVersion);
        if (post.IsJudged && (!stored.Value.IsJudged || isJudgedAnew))
            await _feed.WriteAsync(account, [(postKey, post)], cancellationToken);
        if (!await store.TryChangeAsync(account.ToString(), changes, cancellationToken))
            throw new StateException(
                $"Another host changed post {post.Post.Id} of {account} at the same time. The next scan goes on with it.");
    }

    /// <summary>
    /// Marks a post failed whose records are gone or cannot be read, and its unsent alerts with it. Where that is its own record, what its
    /// key says takes the place of it.
    /// </summary>
    /// <exception cref="StateException">Another host changed an alert meanwhile.</exception>
    public async Task<PostRecord> FailAsync(PostTask task, string reason, CancellationToken cancellationToken)
    {
        var unsent = await ListUnsentAsync(task, cancellationToken);
        var failed = GiveUp(await FindReadableAsync(task, cancellationToken) with { Reason = reason }, unsent);
        await _feed.WriteAsync(task.Account, [(task.PostKey, failed)], cancellationToken);
        StateChange[] changes =
        [
            StateChange.Put(PostKeys.Prefix + task.PostKey, failed, PostJson.Default.PostRecord),
            StateChange.Delete(PostKeys.ToDoPrefix + task.PostKey),
            .. EndAlerts(unsent, failed),
        ];
        if (!await store.TryChangeAsync(task.Account.ToString(), changes, cancellationToken))
            throw new StateException(
                $"Another host changed an alert of {task.Account} at the same time. The next scan goes on with it.");
        return failed;
    }

    private static ToDoMarker MarkerOf(PostRecord post) => new(post.DueAt, post.OwesAlert || post.Stage == PostStage.Classified);

    private static PostRecord GiveUp(PostRecord post, IReadOnlyCollection<Versioned<AlertRecord>> unsent)
    {
        var channels = unsent.Select(alert => $"'{alert.Value.Channel}'").Distinct();
        return post with
        {
            Stage = PostStage.Failed,
            OwesAlert = false,
            Videos = post.Videos?.Select(video => video.Lose(post.Reason)).ToList(),
            Reason = unsent.Count == 0 ? post.Reason : $"{post.Reason} Given up with it: {unsent.Count} unsent alert"
                + $"{(unsent.Count == 1 ? "" : "s")} to {string.Join(", ", channels)}.",
        };
    }

    private static IEnumerable<StateChange> EndAlerts(IEnumerable<Versioned<AlertRecord>> unsent, PostRecord post) =>
        unsent.Select(alert => StateChange.Replace(
            alert.Id.Key,
            alert.Value with { Stage = AlertStage.Failed, Turn = null, DueAt = null, Reason = post.Reason },
            AlertJson.Default.AlertRecord,
            alert.Version));

    private async Task<List<Versioned<AlertRecord>>> ListUnsentAsync(PostTask task, CancellationToken cancellationToken) =>
        await ListReadable(task.Account, AlertKey(task.PostKey, ""), AlertJson.Default.AlertRecord, cancellationToken)
            .Where(alert => !alert.Value.IsSettled && alert.Value.PostKey == task.PostKey)
            .ToListAsync(cancellationToken);

    /// <summary>
    /// Brings back what was given up of an account: its posts with the pictures that were lost, and its alerts, which are news again from
    /// now on.
    /// </summary>
    public async Task ReviveAsync(AccountId account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var failed = await ListReadable(account, AlertPrefix, AlertJson.Default.AlertRecord, cancellationToken)
            .Where(alert => alert.Value.Stage == AlertStage.Failed)
            .ToListAsync(cancellationToken);
        foreach (var alert in failed)
            await SaveAlertAsync(account, alert.Value.Revive(now), alert.Version, cancellationToken);

        var owing = failed.Select(alert => alert.Value.PostKey).ToHashSet();
        await foreach (var post in ListReadable(account, PostKeys.Prefix, PostJson.Default.PostRecord, cancellationToken))
            if (post.Value.Revive(owing.Contains(PostKeys.Of(post.Value.Post))) is { } revived)
                await SaveAsync(account, PostKeys.Of(post.Value.Post), post, revived, [], cancellationToken);
    }

    /// <summary>Makes due what waits only because it failed. What the other side asked to wait for goes on waiting.</summary>
    public async Task HastenAsync(AccountId account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var waiting = await ListToDoAsync(account, cancellationToken)
            .Where(item => item.DueAt > now)
            .Take(MaxHastened)
            .ToListAsync(cancellationToken);
        foreach (var item in waiting)
        {
            await foreach (var alert in ListReadable(account, AlertKey(item.PostKey, ""), AlertJson.Default.AlertRecord, cancellationToken))
                if (alert.Value is { IsSettled: false } owed && owed.DueAt > Later(owed.NotBefore, now))
                    await SaveAlertAsync(account, owed with { DueAt = owed.NotBefore }, alert.Version, cancellationToken);
            await HastenAsync(new PostTask(account, item.PostKey), now, cancellationToken);
        }
    }

    private async Task HastenAsync(PostTask task, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var post = await GetAsync(task, cancellationToken);
            if (post.Value.DueAt > Later(post.Value.NotBefore, now))
                await SaveAsync(task.Account, task.PostKey, post, post.Value with { DueAt = post.Value.NotBefore }, [], cancellationToken);
        }
        catch (RecordException)
        {
            // The step that works on it says what is wrong.
        }
    }

    private IAsyncEnumerable<Versioned<T>> ListReadable<T>(
        AccountId account, string prefix, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        ListReadable(account, prefix, after: null, type, cancellationToken);

    private IAsyncEnumerable<Versioned<T>> ListReadable<T>(
        AccountId account, string prefix, string? after, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        store.ListByPrefixAsync(account.ToString(), prefix, after, type, static _ => { }, cancellationToken);

    /// <summary>Replaces an alert.</summary>
    /// <exception cref="StateException">Another host changed the alert meanwhile.</exception>
    public async Task SaveAlertAsync(AccountId account, AlertRecord alert, string version, CancellationToken cancellationToken)
    {
        var change = StateChange.Replace(AlertKey(alert.PostKey, alert.Message.Id), alert, AlertJson.Default.AlertRecord, version);
        if (!await store.TryChangeAsync(account.ToString(), [change], cancellationToken))
            throw new StateException($"Another host changed an alert of {account} at the same time. The next scan goes on with it.");
    }

    private async Task<PostRecord> FindReadableAsync(PostTask task, CancellationToken cancellationToken)
    {
        try
        {
            return (await GetAsync(task, cancellationToken)).Value;
        }
        catch (RecordException)
        {
            return PostRecord.OfDamaged(task.PostKey, reason: null);
        }
    }

    private static DateTimeOffset Later(DateTimeOffset? time, DateTimeOffset now) => time > now ? time.Value : now;

    private static StateKey PlaceOf(AccountId account, string id) => new(account.ToString(), PostKeys.PlaceOf(id));

    private static StateKey IdOf(PostTask post) => new(post.Account.ToString(), PostKeys.Prefix + post.PostKey);

    private static string AlertKey(string postKey, string alertId) => $"{AlertPrefix}{postKey}/{alertId}";
}
