using Spotter.Models;
using Spotter.Reporting.Reading;

namespace Spotter.Reporting.Explaining;

/// <summary>What of a post may explain its likes.</summary>
internal sealed record TraitRow
{
    /// <summary>When, on a clock of the account's time zone; null for a new post at any time.</summary>
    public DateTime? Local { get; init; }

    /// <summary>How many hours it had been there when its likes were read.</summary>
    public double Hours { get; init; }

    /// <summary>The best score of each label.</summary>
    public IReadOnlyList<LabelScore> Scores { get; init; } = [];

    /// <summary>How many pictures.</summary>
    public int Pictures { get; init; }

    /// <summary>True for a video.</summary>
    public bool IsVideo { get; init; }

    /// <summary>The words of its caption.</summary>
    public required CountedText Caption { get; init; }

    /// <summary>The words in its pictures; null where none was read.</summary>
    public CountedText? Words { get; init; }

    /// <summary>What a post has.</summary>
    public static TraitRow Of(ReadPost post) => new()
    {
        Local = post.Local,
        Hours = Math.Max(0, (post.Record.FoundAt - post.Record.Post.PostedAt).TotalHours),
        Scores = post.Scores,
        Pictures = post.Pictures,
        IsVideo = post.Record.Post.IsVideo == true,
        Caption = post.Caption,
        Words = post.Words,
    };
}
