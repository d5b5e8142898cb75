using Spotter.Insights;
using Spotter.Reporting.Reading;

namespace Spotter.Reporting.Counting;

/// <summary>How posts of one kind did, so far.</summary>
internal sealed class PostCounts
{
    private readonly Counts _likes = new();
    private readonly Counts _comments = new();

    /// <summary>How many posts.</summary>
    public int Posts { get; private set; }

    /// <summary>Adds a post.</summary>
    public void Add(ReadPost post)
    {
        Posts++;
        if (post.Likes is { } likes)
            _likes.Add(likes);
        if (post.Comments is { } comments)
            _comments.Add(comments);
    }

    /// <summary>Adds posts that were counted elsewhere.</summary>
    public void Add(PostCounts other)
    {
        Posts += other.Posts;
        _likes.Add(other._likes);
        _comments.Add(other._comments);
    }

    /// <summary>What they come to.</summary>
    public Figures ToFigures() => new(Posts, _likes.Estimate(), _comments.Estimate());
}
