using System.Text.Json.Serialization;
using Spotter.Accounts;
using Spotter.Models;
using Spotter.Pictures;

namespace Spotter.Corrections;

/// <summary>What a person says a picture shows. It wins over what any model says of it.</summary>
public sealed record PictureLabel
{
    /// <summary>The picture.</summary>
    public required PictureId Picture { get; init; }

    /// <summary>What it shows.</summary>
    public required string Label { get; init; }

    /// <summary>Who said so.</summary>
    public required string By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The account that the picture was seen at.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The key of the post that it was seen in, as <see cref="Posts.PostKeys"/> makes it.</summary>
    public required string PostKey { get; init; }

    /// <summary>The model whose word was looked at; null where there was none.</summary>
    public string? Model { get; init; }

    /// <summary>What that model had said; null where it had said nothing.</summary>
    public string? ModelLabel { get; init; }

    /// <summary>What a person had said before, without what was said before that; null where nobody had said anything.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PictureLabel? Former { get; init; }

    /// <summary>True where the person says something else than the model.</summary>
    public bool IsCorrection => Label != ModelLabel;

    /// <summary>The scores that count: 1 for the person's label and 0 for every other.</summary>
    /// <param name="scores">What a model says.</param>
    public IReadOnlyList<LabelScore> Over(IReadOnlyList<LabelScore> scores) =>
        [new LabelScore(Label, 1), .. scores.Where(score => score.Label != Label).Select(score => score with { Score = 0 })];
}
