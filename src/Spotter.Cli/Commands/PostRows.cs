using System.Runtime.CompilerServices;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Captions;
using Spotter.Cli.Rows;
using Spotter.Corrections;
using Spotter.Pictures;
using Spotter.Posts;

namespace Spotter.Cli.Commands;

/// <summary>Lists the posts of accounts as <c>spotter posts</c> shows them.</summary>
internal sealed class PostRows(
    PostRepository posts,
    AlertRepository alerts,
    PictureLabels labels,
    CaptionTallies tallies,
    IPictureFiles files,
    IVideoStore videos)
{
    /// <summary>Lists posts, the newest of all accounts first; only as many are read as are asked for.</summary>
    /// <param name="accounts">The accounts.</param>
    /// <param name="failed">True for those alone that were given up, or lost a picture or an alert.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async IAsyncEnumerable<PostRow> ListAsync(
        IReadOnlyList<AccountId> accounts, bool failed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var said = new Dictionary<AccountId, KeptPrediction?>();
        foreach (var account in accounts)
            said[account] = await tallies.FindPredictionAsync(account, cancellationToken);
        await foreach (var (account, post) in MergeAsync(accounts, cancellationToken))
        {
            var lost = await alerts.ListAsync(account, PostKeys.Of(post.Post), cancellationToken)
                .Where(alert => alert.Stage == AlertStage.Failed)
                .ToListAsync(cancellationToken);
            if (!failed || post.Stage == PostStage.Failed || post.Files.Any(file => file.IsLost) || lost.Count > 0)
                yield return await PostRow.OfAsync(account, post, lost, said[account], labels, files, videos, cancellationToken);
        }
    }

    // Each account's posts come newest first, to the second.
    private async IAsyncEnumerable<(AccountId Account, PostRecord Post)> MergeAsync(
        IReadOnlyList<AccountId> accounts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var heads = new PriorityQueue<(AccountId Account, IAsyncEnumerator<PostRecord> Posts), long>();
        try
        {
            foreach (var account in accounts)
                await AdvanceAsync(account, posts.ListAsync(account, cancellationToken).GetAsyncEnumerator(cancellationToken));
            while (heads.TryDequeue(out var head, out _))
            {
                yield return (head.Account, head.Posts.Current);
                await AdvanceAsync(head.Account, head.Posts);
            }
        }
        finally
        {
            foreach (var (head, _) in heads.UnorderedItems)
                await head.Posts.DisposeAsync();
        }

        async Task AdvanceAsync(AccountId account, IAsyncEnumerator<PostRecord> some)
        {
            if (await some.MoveNextAsync())
                heads.Enqueue((account, some), -some.Current.Post.PostedAt.ToUnixTimeSeconds());
            else
                await some.DisposeAsync();
        }
    }
}
