using Spotter.Accounts;
using Spotter.State;

namespace Spotter.Posts;

/// <summary>Adds posts that come from elsewhere to those of an account.</summary>
public sealed class PostArrivals(PostRepository posts)
{
    /// <summary>
    /// Adds posts with all that is known of them. A post that is known here, by its key or its id, stays as it is, but for pictures and
    /// files of videos that it lacks.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="arrived">The posts.</param>
    /// <param name="mayMove">True where a post is known by its id, too.</param>
    /// <param name="cancellationToken">Cancels the call; some may have been added.</param>
    /// <exception cref="StateException">Another host added or changed one of them meanwhile.</exception>
    public async Task<ArrivedCounts> AddAsync(
        AccountId account, IReadOnlyList<PostRecord> arrived, bool mayMove, CancellationToken cancellationToken)
    {
        var counts = new ArrivedCounts(0, 0, 0);
        foreach (var group in arrived.DistinctBy(post => mayMove ? post.Post.Id : PostKeys.Of(post.Post)).Chunk(PostChanges.PostsPerGroup))
        {
            var unknown = new List<PostRecord>();
            var completed = 0;
            foreach (var post in group)
                if (await posts.FindKeyAsync(account, post.Post, mayMove, cancellationToken) is not { } known)
                    unknown.Add(post);
                else if (await CompleteAsync(new PostTask(account, known), post, cancellationToken))
                    completed++;
            await AddUnknownAsync(account, unknown, mayMove, cancellationToken);
            counts += new ArrivedCounts(unknown.Count, unknown.Count(post => !post.IsSettled), completed);
        }

        return counts;
    }

    private async Task AddUnknownAsync(AccountId account, List<PostRecord> unknown, bool mayMove, CancellationToken cancellationToken)
    {
        if (unknown.Count == 0)
            return;

        var judged = unknown.Where(post => post.IsJudged).Select(post => (PostKeys.Of(post.Post), post));
        var changes = unknown.SelectMany(post => PostChanges.ToAdd(post, mayMove)).ToList();
        if (!await posts.TryChangeAsync(account, judged, changes, cancellationToken))
            throw new StateException($"Another host added posts of {account} at the same time. Run the same command again.");
    }

    // One whose record cannot be read stays as it is: the step that works on it says what is wrong.
    private async Task<bool> CompleteAsync(PostTask known, PostRecord arrived, CancellationToken cancellationToken)
    {
        if (arrived.Files.All(file => file.Id is null))
            return false;

        try
        {
            var stored = await posts.GetAsync(known, cancellationToken);
            if (PostCompletion.Find(stored.Value, arrived) is not { } completed)
                return false;

            await posts.SaveAsync(known.Account, known.PostKey, stored, completed, [], cancellationToken);
            return true;
        }
        catch (RecordException)
        {
            return false;
        }
    }
}
