using System.CommandLine;
using System.Globalization;
using Spotter.Cli.Output;
using Spotter.Cli.Rows;
using Spotter.Models;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter models list</c></summary>
internal static class ModelsListCommand
{
    public static Command Create(Terminal terminal)
    {
        var json = CommandOptions.Json();
        var command = new Command("list", "List the models that are here, and those that are ready to add.") { json };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var host = CommandHost.Open(result, terminal);
            var rows = await host.Get<ModelRows>().ListAsync(cancellationToken);
            if (result.GetValue(json))
                terminal.Json(rows, CliJson.Default.IReadOnlyListModelRow);
            else
                terminal.List(["NAME", "STATE", "LABELS", "ACCURACY", "MB"], rows.Select(row => (Cells(row), Below(row))));
            return ExitCode.Success;
        });
        return command;
    }

    private static IReadOnlyList<string> Cells(ModelRow row) =>
    [
        row.Name,
        row.State,
        row.Kind == ModelKind.Classifier ? row.Labels.ToString(CultureInfo.InvariantCulture) : KindOf(row.Kind),
        row.Accuracy?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-",
        ModelLines.Megabytes(row.Bytes),
    ];

    private static string KindOf(ModelKind kind) => kind switch
    {
        ModelKind.Featurizer => "features",
        ModelKind.Reader => "words",
        _ => "captions",
    };

    private static IReadOnlyList<string> Below(ModelRow row) =>
    [
        row.Summary,
        row.Folder ?? "",
        row.Versions.Count > 0 ? $"versions; in use: {row.InUse}" : "",
        .. row.Versions.Select(version => $"  {version.Name}: {version.Problem ?? Describe(version.Measured)}"),
    ];

    private static string Describe(ModelMeasurement? measured) => measured is null
        ? "not measured"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{measured.Accuracy:0.000} ({measured.Interval.Low:0.000} to {measured.Interval.High:0.000}) on {measured.Pictures} pictures");
}
