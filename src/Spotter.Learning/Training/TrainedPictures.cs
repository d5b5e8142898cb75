using System.Text;
using Spotter.Learning.Features;
using Spotter.Learning.Fitting;

namespace Spotter.Learning.Training;

/// <summary>Writes which pictures a model was made from, as <see cref="Models.SeenPictures"/> reads it.</summary>
internal static class TrainedPictures
{
    public static string Write(IReadOnlyList<string> labels, FitOutcome fit)
    {
        var text = new StringBuilder();
        Append(text, labels, fit.Training, "training");
        if (fit.Validation != fit.Training)
            Append(text, labels, fit.Validation, "validation");
        if (fit.Test != fit.Training)
            Append(text, labels, fit.Test, "test");
        return text.ToString();
    }

    private static void Append(StringBuilder text, IReadOnlyList<string> labels, IReadOnlyList<PictureFeatures> pictures, string side)
    {
        foreach (
            var picture in pictures
                .Select(picture => picture.Picture)
                .OrderBy(picture => Convert.ToHexString(picture.Hash), StringComparer.Ordinal)
        )
            text.Append(Convert.ToHexStringLower(picture.Hash))
                .Append('\t')
                .Append(labels[picture.Label])
                .Append('\t')
                .Append(side)
                .Append('\n');
    }
}
