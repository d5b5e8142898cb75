using Spotter.Corrections;
using Spotter.Models;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Watching;

namespace Spotter.Reporting.Reading;

/// <summary>Reads an account's posts as they are counted.</summary>
/// <param name="clock">Of the account's time zone.</param>
/// <param name="said">What people say of pictures.</param>
internal sealed class PostReader(ZoneClock clock, IReadOnlyDictionary<PictureId, PictureLabel> said)
{
    // What was imported may hold names of any length, and a report shows them often.
    internal const int MaxName = 100;

    /// <summary>What a model of captions says of the account; null where none does.</summary>
    public Suggestion? Suggestion { get; init; }

    /// <summary>Words of captions.</summary>
    public Vocabulary CaptionWords { get; } = new();

    /// <summary>Words in pictures.</summary>
    public Vocabulary ReadWords { get; } = new();

    /// <summary>Reads a post.</summary>
    public ReadPost Read(string key, CountedPost post)
    {
        var scores = new Dictionary<string, LabelScore>(StringComparer.Ordinal);
        var labels = new List<string>();
        foreach (var picture in post.Pictures)
            Add(ScoresOf(picture), scores, labels);
        return new ReadPost
        {
            Key = key,
            Record = post,
            Model = Texts.Shorten(post.Model ?? "", MaxName),
            Local = clock.Show(post.Post.PostedAt),
            Scores = [.. scores.Values],
            Labels = labels,
            Suggestion = Suggestion,
            Pictures = Math.Max(post.Pictures.Count, post.Post.Pictures.Count),
            Caption = new CountedText().Add(post.Post.Caption, CaptionWords),
            Words = WordsOf(post),
        };
    }

    private IReadOnlyList<LabelScore> ScoresOf(CountedPicture picture) =>
        picture.Id is { } id && said.TryGetValue(id, out var label) ? label.Over(picture.Scores) : picture.Scores;

    private static void Add(IReadOnlyList<LabelScore> found, Dictionary<string, LabelScore> scores, List<string> labels)
    {
        var best = found.MaxBy(score => score.Score);
        foreach (var score in found)
        {
            var label = Texts.Shorten(score.Label, MaxName);
            if (!scores.TryGetValue(label, out var known) || known.Score < score.Score)
                scores[label] = score with { Label = label };
            if ((score == best || score.Score >= ModelDescription.DefaultLeastScore) && !labels.Contains(label))
                labels.Add(label);
        }
    }

    private CountedText? WordsOf(CountedPost post)
    {
        if (post.Pictures.All(picture => picture.Words is null))
            return null;

        var text = new CountedText();
        foreach (var line in post.Pictures.SelectMany(picture => picture.Words?.Lines ?? []))
            text.Add(line.Text, ReadWords);
        return text;
    }
}
