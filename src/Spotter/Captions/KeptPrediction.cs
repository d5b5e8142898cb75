using Spotter.Models;

namespace Spotter.Captions;

/// <summary>What a model of captions said of an account, as it is kept and shown.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="ModelVersion">Which of its files that was, by the beginning of its SHA-256.</param>
/// <param name="Label">The best label; null where no caption says anything.</param>
/// <param name="Score">Its score, from 0 to 1; null where there is none.</param>
/// <param name="Captions">How many captions count.</param>
/// <param name="Wordless">How many do not: emoji only, or a script that the vocabulary does not know.</param>
/// <param name="Low">When the model was measured, of accounts with such a score the label was right for at least this share,</param>
/// <param name="High">and at most this, 95 % sure; null where none had such a score.</param>
/// <param name="At">When it was said.</param>
public sealed record KeptPrediction(
    string Model,
    string ModelVersion,
    string? Label,
    double? Score,
    int Captions,
    int Wordless,
    double? Low,
    double? High,
    DateTimeOffset At)
{
    private const int ScoresShown = 5;

    /// <summary>The score of each label, the best first; empty where there is none.</summary>
    public IReadOnlyList<LabelScore> Scores { get; init; } = [];

    /// <summary>The same with the best labels alone, for other programs.</summary>
    public KeptPrediction WithBestScores() => Scores.Count <= ScoresShown ? this : this with { Scores = [.. Scores.Take(ScoresShown)] };

    /// <summary>In a few words, for a person.</summary>
    public string Describe()
    {
        var captions = Captions == 1 ? "caption" : "captions";
        return Label is null
            ? FormattableString.Invariant($"nothing by {Captions} {captions} ({Model})")
            : FormattableString.Invariant($"{Label} {Score:0.00} by {Captions} {captions} ({Model})");
    }

    internal static KeptPrediction Of(CaptionModelDescription model, AccountPrediction prediction, DateTimeOffset at) => new(
        model.Name,
        model.Version,
        prediction.Label,
        prediction.Score,
        prediction.Captions,
        prediction.Wordless,
        prediction.Low,
        prediction.High,
        at)
    {
        Scores =
        [
            .. model.Labels.Zip(prediction.Scores, (label, score) => new LabelScore(label, score)).OrderByDescending(one => one.Score),
        ],
    };
}
