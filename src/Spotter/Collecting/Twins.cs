using System.Runtime.CompilerServices;
using Spotter.Posts;

namespace Spotter.Collecting;

/// <summary>Tells posts of one second apart, which files that are named by their time cannot.</summary>
internal static class Twins
{
    // A folder of files that were copied at once is no account of twins, and not to be held in memory.
    private const int MaxHeld = 1_000;

    /// <summary>
    /// Says of each post whether another one of the same second comes before it: the one that was found first, which stays so whatever is
    /// found later.
    /// </summary>
    /// <param name="posts">Posts in the order of their times.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public static async IAsyncEnumerable<(PostRecord Post, bool IsTwin)> MarkAsync(
        IAsyncEnumerable<PostRecord> posts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var held = new List<PostRecord>();
        var isFull = false;
        await foreach (var post in posts.WithCancellation(cancellationToken))
        {
            if (held.Count > 0 && SecondOf(held[0]) == SecondOf(post) && (isFull || held.Count == MaxHeld))
            {
                foreach (var marked in isFull ? [] : Mark(held))
                    yield return marked;
                isFull = true;
                yield return (post, true);
                continue;
            }

            if (held.Count > 0 && SecondOf(held[0]) != SecondOf(post))
            {
                foreach (var marked in isFull ? [] : Mark(held))
                    yield return marked;
                (isFull, held) = (false, []);
            }

            held.Add(post);
        }

        foreach (var marked in isFull ? [] : Mark(held))
            yield return marked;
    }

    private static IEnumerable<(PostRecord Post, bool IsTwin)> Mark(List<PostRecord> held)
    {
        var first = held.MinBy(post => post.FoundAt);
        return held.Select(post => (post, !ReferenceEquals(post, first)));
    }

    private static long SecondOf(PostRecord post) => post.Post.PostedAt.ToUnixTimeSeconds();
}
