using System.Globalization;
using System.Text;
using Spotter.Insights;
using Spotter.Learning.Backbones;
using Spotter.Models;

namespace Spotter.Learning.Training;

/// <summary>Writes MODEL_CARD.md from what a training measured.</summary>
internal static class ModelCard
{
    /// <summary>The name of the card's file.</summary>
    public const string File = "MODEL_CARD.md";

    /// <summary>Stands in every card that a training wrote.</summary>
    public const string Mark = "<!-- Written by spotter train, which writes it again. Delete this line to keep your own words. -->";

    /// <summary>True where a person wrote the card, or made it theirs.</summary>
    public static bool IsWrittenByHand(string card) => !card.Contains(Mark, StringComparison.Ordinal);

    public static string Write(ModelDescription description, string data, BackboneModel backbone, TrainingReport report)
    {
        var card = new StringBuilder();
        var evaluation = report.Evaluation;
        var head = report.Hidden == 0 ? "A softmax head" : $"A head with a hidden layer of {report.Hidden} units";
        var how =
            report.Folds == 0
                ? $"Measured once on {evaluation.Pictures} pictures that were set aside by a hash of their bytes"
                : $"Measured on all {evaluation.Pictures} pictures in {report.Folds} folds: each by a head that was fitted without its "
                    + $"fold. The model itself was then fitted to all of them";
        card.Append(
            CultureInfo.InvariantCulture,
            $"""
            # {description.Name}

            {Mark}

            {description.Summary}

            {head} on {DescribeFeatures(report)}, which `{backbone.Tensor}` of the backbone {Path.GetFileName(backbone.Name)} gives
            (SHA-256 of the part that is used: `{backbone.Sha256}`).

            ## What it was trained on

            {data}: {report.Pictures} different pictures, listed by their SHA-256 in `{SeenPictures.File}`.

            ## How well it does

            {how}. Accuracy {evaluation.Accuracy:0.000}, with a confidence of 95 % from {evaluation.AccuracyInterval.Low:0.000} to {evaluation.AccuracyInterval.High:0.000};
            giving every picture the most common label would reach {evaluation.CommonestShare:0.000}.
            In parentheses stands where a share truly lies with the same confidence.

            | label | pictures | precision | recall | AUC | recommended least score | precision there | recall there |
            | --- | --- | --- | --- | --- | --- | --- | --- |

            """);
        foreach (var label in evaluation.Labels)
            card.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {label.Label} | {label.Pictures} | {Text(label.Precision, label.PrecisionInterval)} | "
                    + $"{Text(label.Recall, label.RecallInterval)} | {label.Auc:0.000} | {label.LeastScore:0.000} | "
                    + $"{Text(label.PrecisionAtLeastScore, label.PrecisionAtLeastScoreInterval)} | "
                    + $"{Text(label.RecallAtLeastScore, label.RecallAtLeastScoreInterval)} |"
            );

        card.Append(CultureInfo.InvariantCulture, $"""

            Scores are calibrated with a temperature of {report.Temperature:0.00}: the expected calibration error is {evaluation.CalibrationError:0.000}.
            {report.Duplicates.Sum(same =>
                same.Count - 1
            )} files were copies of others and {report.Skipped.Count} could not be read; they took no part.
            {string.Join('\n', report.Warnings.Select(warning => $"\n- {warning}"))}

            ## Limits

            The numbers hold for pictures like those it was fitted to, and for no others.

            ## Train it again

                spotter train FOLDER --out models/{description.Name}

            with one folder of pictures per label in FOLDER.

            """);
        return card.ToString();
    }

    private static string DescribeFeatures(TrainingReport report) => report.WithoutWords is not { } without
        ? $"{report.Features} features"
        : report.WordsOnly
            ? $"{report.Features} figures of the words in the picture, or where those are not read on {without.Features} features"
            : $"{report.Features - without.Features} figures of the words in the picture and {without.Features} features";

    private static string Text(double? share, Interval interval) =>
        share is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{share:0.000} ({interval.Low:0.00}-{interval.High:0.00})");
}
