using System.Text.Json.Serialization;
using Spotter.Models;
using Spotter.Reading;

namespace Spotter.Posts;

/// <summary>A picture of a post and what became of it.</summary>
public sealed record PictureRecord : FetchedFile
{
    /// <summary>How many labels are kept, beside those that rules name.</summary>
    public const int ScoresKept = 5;

    /// <summary>The scores that are kept of all that a model gives.</summary>
    /// <param name="scores">All scores, the highest first.</param>
    /// <param name="named">Labels whose scores are kept however low they are: those that rules name.</param>
    internal static IReadOnlyList<LabelScore> Keep(IReadOnlyList<LabelScore> scores, IReadOnlySet<string> named) =>
        [.. scores.Where((score, rank) => rank < ScoresKept || named.Contains(score.Label))];

    /// <summary>In pixels; 0 until it is stored.</summary>
    public int Width { get; init; }

    /// <summary>In pixels; 0 until it is stored.</summary>
    public int Height { get; init; }

    /// <summary>The best labels and those that rules name, the best first; empty until it is classified.</summary>
    public IReadOnlyList<LabelScore> Scores { get; init; } = [];

    /// <summary>True where the scores go by the picture alone, and are computed again when its words are read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsScoredWithoutWords { get; init; }

    /// <summary>True where its words may still decide something, so that they are to be read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AsksForWords { get; init; }

    /// <summary>What is written in it; null until that is read, which is done where a rule, the model or a setting asks.</summary>
    public PictureWords? Words { get; init; }
}
