using Spotter.Posts;
using Spotter.Reporting.Reading;

namespace Spotter.Reporting.Counting;

/// <summary>Counts what comments say: in how many of them something is, so that nobody counts more by saying it often.</summary>
internal sealed class CommentTally
{
    private const int MaxLanguages = 10;
    private const int MaxShown = 20;
    private const int MaxWords = 50_000;
    private const int MaxEmoji = 5_000;
    private const int LeastComments = 2;

    private readonly Dictionary<string, int> _languages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _emoji = new(StringComparer.Ordinal);
    private int _comments;
    private int _posts;

    /// <summary>Adds a post's.</summary>
    public void Add(IReadOnlyList<CountedComment>? comments)
    {
        if (comments is not { Count: > 0 })
            return;

        _posts++;
        foreach (var comment in comments)
            Add(CommentText.Read(comment.Text));
    }

    /// <summary>What it comes to; null where no comment was there.</summary>
    /// <param name="labels">What models of captions say of them.</param>
    public CommentFindings? Conclude(IReadOnlyList<CommentLabel> labels) => _comments == 0
        ? null
        : new CommentFindings(
            _comments, _posts, Most(_languages, MaxLanguages, least: 1), Most(_words, MaxShown), Most(_emoji, MaxShown), labels);

    private void Add(CommentText comment)
    {
        _comments++;
        Count(_languages, Languages.Find(comment), int.MaxValue);
        foreach (var word in comment.Words.Where(word => word.Length > 1 && !Languages.IsLittle(word)).Distinct(StringComparer.Ordinal))
            Count(_words, word, MaxWords);
        foreach (var emoji in comment.Emoji)
            Count(_emoji, emoji, MaxEmoji);
    }

    private static void Count(Dictionary<string, int> counts, string name, int most)
    {
        if (counts.TryGetValue(name, out var count) || counts.Count < most)
            counts[name] = count + 1;
    }

    // What one alone wrote is nobody's habit.
    private IReadOnlyList<SaidFigures> Most(Dictionary<string, int> counts, int most, int least = LeastComments) =>
    [
        .. counts.Where(one => one.Value >= least)
            .OrderByDescending(one => one.Value)
            .ThenBy(one => one.Key, StringComparer.Ordinal)
            .Take(most)
            .Select(one => new SaidFigures(one.Key, one.Value, (double)one.Value / _comments)),
    ];
}
