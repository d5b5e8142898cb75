using Spotter.Insights;
using Spotter.Learning.Measuring;

namespace Spotter.Learning.Captions;

/// <summary>How well words alone do on the same accounts, and what that says of the encoder.</summary>
/// <param name="Accuracy">The share of accounts whose best label is right, 0 to 1.</param>
/// <param name="AccuracyInterval">Where it truly lies, 95 % sure.</param>
/// <param name="Auc">The mean of the labels' AUC; null where no label has one.</param>
/// <param name="Comparison">The encoder's model (new) against words alone (old), account by account.</param>
public sealed record WordsAloneResult(double Accuracy, Interval AccuracyInterval, double? Auc, ModelComparison Comparison)
{
    /// <summary>Whether the encoder is worth it, in a sentence.</summary>
    public string Verdict => Comparison switch
    {
        { IsClearlyWorse: true } => "The encoder is not worth it here: words alone are right more often (sign test, 95 % sure).",
        { IsClearlyBetter: true } => "The encoder is worth it: it is right more often than words alone (sign test, 95 % sure).",
        _ => $"The encoder is not shown to be worth it: on {Comparison.Pictures} accounts words alone are not clearly right less often.",
    };

    /// <summary>Compares what both said of the same accounts.</summary>
    internal static WordsAloneResult Of(Evaluation words, Evaluation model) => new(
        words.Accuracy, words.AccuracyInterval, words.Auc, ModelComparison.Of(model.Scored, words.Scored)!);
}
