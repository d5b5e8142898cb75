using System.Text.Json.Serialization;

namespace Spotter.Captions;

/// <summary>What a model says of an account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Score">The best label's score, 0 to 1; null where no caption says anything.</param>
/// <param name="Label">The best label; null where there is none.</param>
/// <param name="Captions">How many captions count.</param>
/// <param name="Wordless">How many do not: emoji only, or a script that the vocabulary does not know.</param>
/// <param name="Low">When the model was measured, of accounts with such a score the best label was right for at least this share,</param>
/// <param name="High">and at most this, 95 % sure; null where none had such a score.</param>
public sealed record AccountPrediction(
    string Account, double? Score, string? Label, int Captions, int Wordless, double? Low, double? High)
{
    /// <summary>The score of each label; empty where there is none.</summary>
    [JsonIgnore]
    public IReadOnlyList<float> Scores { get; init; } = [];

    /// <summary>What is said of an account that wrote nothing.</summary>
    public static AccountPrediction Without(string account) => new(account, null, null, 0, 0, null, null);
}
