using Spotter.Posts;

namespace Spotter.Reporting.Reading;

/// <summary>The comments of an account that a model of captions looks at: those of the newest posts.</summary>
internal sealed class CommentSample
{
    private readonly List<string> _texts = [];

    /// <summary>The first of them, as many as are looked at.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>How many there are.</summary>
    public int Of { get; private set; }

    /// <summary>Adds a post's.</summary>
    public void Add(IReadOnlyList<CountedComment>? comments)
    {
        Of += comments?.Count ?? 0;
        foreach (var comment in comments ?? [])
            if (_texts.Count < CommentLabels.MaxSample)
                _texts.Add(comment.Text);
    }
}
