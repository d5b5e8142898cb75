using Spotter.Models;

namespace Spotter.Captions;

/// <summary>What rules may ask of an account's captions.</summary>
/// <param name="Model">The model of captions that the account has; null where its description cannot be read.</param>
/// <param name="Prediction">What it said of the account; null where nothing is known.</param>
public sealed record CaptionFacts(CaptionModelDescription? Model, KeptPrediction? Prediction)
{
    /// <summary>True for a label of the model of captions.</summary>
    public bool Has(string label) =>
        Model?.Labels.Contains(label) ?? Prediction?.Scores.Any(score => score.Label == label) ?? false;

    /// <summary>True where not even the labels are known.</summary>
    public bool IsUnknown => Model is null && Prediction is null;

    /// <summary>The score of a label; null where nobody said.</summary>
    public LabelScore? Find(string label) => Prediction?.Scores.FirstOrDefault(score => score.Label == label);

    /// <summary>What holds for a label where a rule gives no score, from 0 to 1.</summary>
    public double LeastScoreOf(string label) => Model?.LeastScoreOf(label) ?? ModelDescription.DefaultLeastScore;
}
