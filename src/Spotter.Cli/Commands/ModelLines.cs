using System.Globalization;
using Spotter.Cli.Output;
using Spotter.Cli.Rows;
using Spotter.Models;
using Spotter.Models.Adding;
using Spotter.Models.Inference;

namespace Spotter.Cli.Commands;

/// <summary>Prints what is known of a model.</summary>
internal static class ModelLines
{
    private const int MaxLabels = 10;

    /// <summary>Prints all of it.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="model">The model.</param>
    /// <param name="readerProblem">Why no words can be read; null where they can.</param>
    public static void Print(Terminal terminal, ModelView model, string? readerProblem)
    {
        if (model.Description is { } description)
            PrintDescription(terminal, description, readerProblem);
        if (model.Description?.Hosted is { } hosted)
        {
            terminal.Line(
                $"Hosted by Clarifai as '{hosted.Model}'{(hosted.Version is null ? "" : $", version {hosted.Version}")}: nothing of "
                    + $"it is here."
            );
            return;
        }

        if (model.Description is not null)
            terminal.Line("");
        PrintTensors(terminal, model.Anatomy);
    }

    /// <summary>A size as it is shown, in MB of 1,000,000 bytes.</summary>
    public static string Megabytes(long bytes) => (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture);

    private static void PrintDescription(Terminal terminal, ModelDescription description, string? readerProblem)
    {
        terminal.Line($"{description.Name}: {description.Summary}");
        terminal.Line(
            description.Kind == ModelKind.Featurizer
                ? "No labels: classifiers are trained on it."
                : $"{description.Labels.Count} labels: "
                    + $"{string.Join(", ", description.Labels.Take(MaxLabels))}{(description.Labels.Count > MaxLabels ? ", ..." : "")}");
        if (description.Measured is { } measured)
            terminal.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"Accuracy {measured.Accuracy:0.000} ({measured.Interval.Low:0.000} to {measured.Interval.High:0.000}, 95 % sure) "
                    + $"on {measured.Pictures} pictures. {measured.Data}"));
        foreach (var (label, least) in description.LeastScores)
            terminal.Line(string.Create(CultureInfo.InvariantCulture, $"Recommended least score of {label}: {least:0.000}"));
        if (description.Words is not null)
            terminal.Line($"Takes the words in pictures into account. {readerProblem ?? "They are read."}");
    }

    private static void PrintTensors(Terminal terminal, ModelAnatomy anatomy) => terminal.Table(
        ["TENSOR", "KIND", "TYPE", "SHAPE", "FEATURES"],
        [
            .. anatomy.Inputs.Select(tensor => new[] { tensor.Name, "input", Text(tensor.ElementType), Shape(tensor.Shape), "" }),
            .. anatomy.Outputs.Select(tensor => new[] { tensor.Name, "output", Text(tensor.ElementType), Shape(tensor.Shape), "" }),
            .. anatomy.Tensors.Select(tensor => new[]
            {
                tensor.Name,
                "features",
                "",
                Shape(tensor.Shape),
                tensor.Features?.ToString(CultureInfo.InvariantCulture) ?? "?",
            }),
        ]);

    private static string Text(ElementType type) => type.ToString().ToLowerInvariant();

    private static string Shape(IReadOnlyList<long> shape) =>
        $"[{string.Join(", ", shape.Select(length => length < 0 ? "?" : length.ToString(CultureInfo.InvariantCulture)))}]";
}
