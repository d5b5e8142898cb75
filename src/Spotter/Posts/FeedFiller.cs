using Spotter.Accounts;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.Posts;

/// <summary>
/// Fills in the feed what was settled before there was one, once for each state, a few posts at a time.
/// One that is cut off is gone on with.
/// </summary>
public sealed class FeedFiller(IStateStore store, WatchRepository watches)
{
    // An account counts as one post, too.
    private const int PostsPerStep = 500;

    private readonly FeedWriter _feed = new(store);
    private bool _isFilled;

    /// <summary>Fills in all that is left. Where nothing is, this is a read, and no read for a process that knows.</summary>
    /// <exception cref="StateException">The state cannot be used. What was filled in stays.</exception>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        while (!_isFilled)
            await StepAsync(cancellationToken);
    }

    private async Task StepAsync(CancellationToken cancellationToken)
    {
        var id = new StateKey(FeedKeys.Partition, FeedKeys.Mark);
        var mark = (await store.FindAsync(id, PostJson.Default.FeedMark, cancellationToken))?.Value ?? new FeedMark();
        if (!mark.IsFilled)
        {
            mark = await FillAsync(mark, cancellationToken);
            await store.TryChangeAsync(id.Partition, [StateChange.Put(id.Key, mark, PostJson.Default.FeedMark)], cancellationToken);
        }

        _isFilled = mark.IsFilled;
    }

    private async Task<FeedMark> FillAsync(FeedMark mark, CancellationToken cancellationToken)
    {
        var left = PostsPerStep;
        await foreach (var account in watches.ListAccountsAsync(mark.Account, cancellationToken))
        {
            var after = account.ToString() == mark.Account ? mark.PostKey : null;
            var last = await FillAsync(account, after, left, cancellationToken);
            left -= last.Posts + 1;
            if (left <= 0)
                return new FeedMark(Account: account.ToString(), PostKey: last.Key ?? after);
        }

        return new FeedMark(IsFilled: true);
    }

    private async Task<(int Posts, string? Key)> FillAsync(AccountId account, string? after, int max, CancellationToken cancellationToken)
    {
        var from = after is null ? null : PostKeys.Prefix + after;
        var posts = await store
            .ListByPrefixAsync(account.ToString(), PostKeys.Prefix, from, PostJson.Default.PostRecord, static _ => { }, cancellationToken)
            .Take(max)
            .Select(post => (Key: post.Id.Key[PostKeys.Prefix.Length..], Post: post.Value))
            .ToListAsync(cancellationToken);
        await _feed.WriteAsync(account, posts.Where(post => post.Post.IsJudged), cancellationToken);
        return (posts.Count, posts.Select(post => post.Key).LastOrDefault());
    }
}
