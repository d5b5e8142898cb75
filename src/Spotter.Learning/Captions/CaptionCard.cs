using System.Globalization;
using System.Text;
using Spotter.Captions;
using Spotter.Learning.Training;

namespace Spotter.Learning.Captions;

/// <summary>Writes MODEL_CARD.md of a model of captions.</summary>
internal static class CaptionCard
{
    public static string Write(CaptionModelDescription description, CaptionTrainingReport report)
    {
        var evaluation = report.Evaluation;
        var card = new StringBuilder();
        card.Append(CultureInfo.InvariantCulture, $"""
            # {description.Name}

            {ModelCard.Mark}

            {description.Summary}

            Two linear layers with GELU between them, {report.Features} -> {report.Hidden} -> {(description.Labels.Count == 2 ? 1 : description.Labels.Count)}, on the features of
            {description.Encoder.Name} ({report.Pooling.ToString().ToLowerInvariant()} of {report.Tokens} tokens; SHA-256 `{description.Encoder.Sha256}`), averaged over an account's
            captions. The encoder stayed as it is. `{description.File}` holds both: `spotter_features` of captions, and `spotter_scores` of
            `spotter_account`, the mean.

            ## How well it does

            Measured on all {evaluation.Pictures} accounts in {report.Folds} folds: each by a head that was fitted without its fold.

            | | accuracy | 95 % sure | AUC |
            | --- | --- | --- | --- |
            | this model | {evaluation.Accuracy:0.000} | {evaluation.AccuracyInterval.Low:0.000} to {evaluation.AccuracyInterval.High:0.000} | {evaluation.Auc:0.000} |
            | words alone (TF-IDF, logistic regression) | {report.WordsAlone.Accuracy:0.000} | {report.WordsAlone.AccuracyInterval.Low:0.000} to {report.WordsAlone.AccuracyInterval.High:0.000} | {report.WordsAlone.Auc:0.000} |
            | the most common label | {evaluation.CommonestShare:0.000} | | |

            {report.WordsAlone.Verdict}

            | label | accounts | precision | recall | AUC | recommended least score |
            | --- | --- | --- | --- | --- | --- |

            """);
        foreach (var label in evaluation.Labels)
            card.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {label.Label.ReplaceLineEndings(" ").Replace('|', '/')} | {label.Pictures} | {label.Precision:0.000} | "
                    + $"{label.Recall:0.000} | {label.Auc:0.000} | {label.LeastScore:0.000} |");
        card.Append(CultureInfo.InvariantCulture, $"""

            Scores are calibrated with a temperature of {report.Temperature:0.00}: the expected calibration error is {evaluation.CalibrationError:0.000}.
            {string.Join('\n', report.Warnings.Select(warning => $"\n- {warning}"))}

            ## Limits

            The numbers hold for accounts like those it was fitted to, and for no others. It guesses from what an account writes; it knows nothing
            of the person. Decide nothing about a person by it: not work, credit, insurance, housing, schooling, policing or access by age, and
            guess no health, origin, belief or orientation.

            ## Train it again

                spotter captions train --input DIR --labels FILE.csv --encoder {description.Encoder.Name} --out models/{description.Name}

            """);
        return card.ToString();
    }
}
