using Spotter.Accounts;
using Spotter.Reporting.Reading;

namespace Spotter.Reporting.Counting;

/// <summary>The posts with the most likes and those with the fewest, without the others.</summary>
internal sealed class Ranking
{
    /// <summary>So many of each.</summary>
    public const int Most = 5;

    private const int MaxCaption = 140;

    private readonly PriorityQueue<PostFigures, double> _best = new();
    private readonly PriorityQueue<PostFigures, double> _worst = new();

    /// <summary>The best first.</summary>
    public IReadOnlyList<PostFigures> Best => InOrder(_best, post => -post.Times);

    /// <summary>The worst first.</summary>
    public IReadOnlyList<PostFigures> Worst => InOrder(_worst, post => post.Times);

    /// <summary>Adds a post of an account, all of whose posts have likes alike so far as they are not told apart.</summary>
    public void Add(AccountId account, ReadPost post, long likes)
    {
        // Most are neither: what is shown of them is not gathered.
        if (MayEnter(_best, likes) || MayEnter(_worst, -likes))
            Add(FiguresOf(account, post, likes), likes);
    }

    /// <summary>Adds the posts of another ranking, by how many times the usual likes they got.</summary>
    /// <param name="other">Of an account.</param>
    /// <param name="usual">The usual log(1 + likes) of that.</param>
    public void Add(Ranking other, double usual)
    {
        foreach (var post in other._best.UnorderedItems.Select(item => Against(item.Element, usual)))
            Keep(_best, post, post.Times);
        foreach (var post in other._worst.UnorderedItems.Select(item => Against(item.Element, usual)))
            Keep(_worst, post, -post.Times);
    }

    /// <summary>True where it has a post.</summary>
    public bool HasAny => _best.Count > 0;

    private void Add(PostFigures post, long likes)
    {
        Keep(_best, post, likes);
        Keep(_worst, post, -likes);
    }

    private static PostFigures Against(PostFigures post, double usual) =>
        post with { Times = Math.Exp(Math.Log(1.0 + post.Likes) - usual) };

    private static bool MayEnter(PriorityQueue<PostFigures, double> queue, double rank) =>
        queue.Count < Most || (queue.TryPeek(out _, out var least) && rank > least);

    private static void Keep(PriorityQueue<PostFigures, double> queue, PostFigures post, double rank)
    {
        queue.Enqueue(post, rank);
        if (queue.Count > Most)
            queue.Dequeue();
    }

    private static IReadOnlyList<PostFigures> InOrder(PriorityQueue<PostFigures, double> queue, Func<PostFigures, double> order) =>
        [.. queue.UnorderedItems.Select(item => item.Element).OrderBy(order).ThenBy(post => post.Key, StringComparer.Ordinal)];

    private static PostFigures FiguresOf(AccountId account, ReadPost post, long likes)
    {
        var content = post.Record.Post;
        return new PostFigures
        {
            Account = account,
            Key = post.Key,
            Id = content.Id,
            PostedAt = content.PostedAt,
            Link = content.Link,
            Caption = content.Caption is { } caption ? Texts.Shorten(caption, MaxCaption) : null,
            Likes = likes,
            Comments = content.Comments,
            Labels = [.. post.Labels.Take(3)],
            Picture = post.Record.Pictures.Select(picture => picture.Id).FirstOrDefault(id => id is not null),
        };
    }
}
