using System.Text;
using Spotter.Learning.Features;
using Spotter.Learning.Fitting;

namespace Spotter.Learning.Training;

/// <summary>
/// Which pictures a model was made from, by the SHA-256 of their bytes: <c>pictures.tsv</c> beside the model, a line <c>hash, label,
/// side</c> each,
/// so that a later evaluation knows which pictures the model has seen.
/// </summary>
internal static class TrainedPictures
{
    public const string File = "pictures.tsv";

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

    /// <summary>The hashes, in lower case, of the pictures that had a part in a model: all but those it was only measured on.</summary>
    public static async Task<IReadOnlySet<string>> ReadSeenAsync(
        string modelFolder, CancellationToken cancellationToken, string name = File)
    {
        var file = Path.Combine(modelFolder, name);
        if (!System.IO.File.Exists(file))
            return new HashSet<string>();

        var lines = await System.IO.File.ReadAllLinesAsync(file, cancellationToken);
        return lines
            .Where(line => !line.EndsWith("\ttest", StringComparison.Ordinal))
            .Select(line => line.Split('\t')[0])
            .ToHashSet(StringComparer.Ordinal);
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
