using Spotter.Accounts;
using Spotter.Sources;
using Spotter.State;

namespace Spotter.Posts;

/// <summary>Looks up the posts of a page, which lie side by side in the state: one range shows them all.</summary>
public sealed class PostLookup(IStateStore store, PostRepository posts)
{
    // As many as Instagram lets an account pin above its newer posts: they are far older than the rest of their page.
    private const int MaxPinned = 3;

    // Posts that the source does not list any more lie between those that it does.
    private const int MaxBetween = 50;

    /// <summary>Finds what is known of each post of a page, in their order.</summary>
    /// <param name="account">The account.</param>
    /// <param name="page">The posts, none twice.</param>
    /// <param name="mayMove">True where a post is looked for by its id, too, because it may have come with another time.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<IReadOnlyList<PostLook>> FindAsync(
        AccountId account, IReadOnlyList<Post> page, bool mayMove, CancellationToken cancellationToken)
    {
        if (page.Count == 0)
            return [];

        var range = await ReadAsync(account, page, cancellationToken);
        return await Task.WhenAll(page.Select(post => LookAsync(account, post, range, mayMove, cancellationToken)));
    }

    private async Task<PostRange> ReadAsync(AccountId account, IReadOnlyList<Post> page, CancellationToken cancellationToken)
    {
        var times = page.Select(post => PostKeys.TimeOf(PostKeys.Of(post))).ToList();
        var from = times.Min(StringComparer.Ordinal)!;
        var before = PostKeys.After((times.Count > MaxPinned ? times.Skip(MaxPinned) : times).Max(StringComparer.Ordinal)!);
        var max = (2 * page.Count) + MaxBetween;
        var records = await store.ListAsync(account.ToString(), PostKeys.Prefix + from, PostKeys.Prefix + before, cancellationToken)
            .Take(max)
            .ToDictionaryAsync(record => record.Id.Key[PostKeys.Prefix.Length..], cancellationToken: cancellationToken);
        return new PostRange(records, records.Count < max ? before : PostKeys.TimeOf(records.Keys.Max(StringComparer.Ordinal)!));
    }

    // A post whose record cannot be read was known. Where it is not settled, the step that works on it says what is wrong.
    private async Task<PostLook> LookAsync(AccountId account, Post post, PostRange range, bool mayMove, CancellationToken cancellationToken)
    {
        try
        {
            var key = PostKeys.Of(post);
            var known = range.Shows(key) ? range.Find(key) : await posts.FindAsync(account, key, cancellationToken);
            if (known is null && mayMove)
                known = await posts.FindByIdAsync(account, post.Id, cancellationToken);
            return new PostLook(post, known, IsUnreadable: false);
        }
        catch (RecordException)
        {
            return new PostLook(post, Known: null, IsUnreadable: true);
        }
    }

    /// <param name="Records">The records by the keys of their posts.</param>
    /// <param name="WholeBefore">Keys from here on may be missing.</param>
    private sealed record PostRange(IReadOnlyDictionary<string, StateRecord> Records, string WholeBefore)
    {
        public bool Shows(string postKey) => Records.ContainsKey(postKey) || string.CompareOrdinal(postKey, WholeBefore) < 0;

        public Versioned<PostRecord>? Find(string postKey) => Records.GetValueOrDefault(postKey)?.Read(PostJson.Default.PostRecord);
    }
}
