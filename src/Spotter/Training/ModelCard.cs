using System.Globalization;
using System.Text;
using Spotter.Classifying;

namespace Spotter.Training;

/// <summary>Writes MODEL_CARD.md from what a training measured.</summary>
internal static class ModelCard
{
    /// <summary>The name of the card's file.</summary>
    public const string File = "MODEL_CARD.md";

    private const string Mark = "<!-- Written by spotter train, which writes it again. Delete this line to keep your own words. -->";

    /// <summary>True where a person wrote the card, or made it theirs.</summary>
    public static bool IsWrittenByHand(string card) => !card.Contains(Mark, StringComparison.Ordinal);

    public static string Write(ModelDescription description, string data, BackboneModel backbone, TrainingReport report)
    {
        var card = new StringBuilder();
        card.Append(CultureInfo.InvariantCulture, $"""
            # {description.Name}

            {Mark}

            {description.Summary}

            A softmax head, fitted to {report.TrainingPictures} pictures, on the {report.Features} features that `{backbone.Tensor}` of the backbone
            {Path.GetFileName(backbone.Name)} gives (SHA-256 of the part that is used: `{backbone.Sha256}`).

            ## What it was trained on

            {data}

            ## How well it does

            Measured on {report.HeldOutPictures} pictures that were held out, chosen by a hash of their bytes: accuracy {report.Accuracy:0.000}.

            | label | pictures to fit | pictures held out | precision | recall | recommended least score |
            | --- | --- | --- | --- | --- | --- |

            """);
        foreach (var label in report.Labels)
            card.AppendLine(CultureInfo.InvariantCulture, $"| {label.Label} | {label.TrainingPictures} | {label.HeldOutPictures} | {label.Precision:0.000} | {label.Recall:0.000} | {label.LeastScore:0.000} |");

        card.Append(CultureInfo.InvariantCulture, $"""

            {report.Duplicates} files were copies of others and {report.Skipped.Count} could not be read; they took no part.

            ## Limits

            The numbers hold for pictures like those it was fitted to, and for no others. The recommended least scores were chosen on the same
            held-out pictures, so expect slightly less of them elsewhere.

            ## Train it again

                spotter train FOLDER --out models/{description.Name}

            with one folder of pictures per label in FOLDER.

            """);
        return card.ToString();
    }
}
