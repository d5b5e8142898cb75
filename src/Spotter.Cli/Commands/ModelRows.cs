using Microsoft.Extensions.Options;
using Spotter.Cli.Rows;
using Spotter.Models;
using Spotter.Models.Adding;
using Spotter.Models.Packages;

namespace Spotter.Cli.Commands;

/// <summary>Lists models as <c>spotter models list</c> shows them. One that is broken is listed all the same, with what is wrong.</summary>
internal sealed class ModelRows(ModelCatalog models, IOptions<ModelOptions> options)
{
    private const string ReadyState = "ready to add";

    /// <summary>Those that can be added by their names.</summary>
    public static IEnumerable<ModelRow> ReadyToAdd() => PackagedModels.All
        .Select(model => new ModelRow(model.Name, ReadyState, 0, null, model.Bytes, model.Summary, null) { Kind = model.Kind })
        .Concat(KnownModels.All.Select(known => new ModelRow(
            known.Description.Name, ReadyState, known.Description.Labels.Count, null, known.Bytes, known.Description.Summary!, null)))
        .OrderBy(row => row.Name, StringComparer.Ordinal);

    /// <summary>Lists the models that are here, and then those that are ready to add.</summary>
    public async Task<IReadOnlyList<ModelRow>> ListAsync(CancellationToken cancellationToken)
    {
        var names = models.Names;
        var rows = new List<ModelRow>();
        foreach (var name in names)
            rows.Add(await WithVersionsAsync(await RowAsync(name, cancellationToken), cancellationToken));
        rows.AddRange(ReadyToAdd().Where(row => !names.Contains(row.Name)));
        return rows;
    }

    private async Task<ModelRow> RowAsync(string name, CancellationToken cancellationToken)
    {
        var folder = options.Value.OwnFolderOf(name);
        try
        {
            folder = Path.GetFullPath(models.FolderOf(name));
            return await RowAsync(folder, name, cancellationToken);
        }
        catch (ModelException error)
        {
            return new ModelRow(name, "broken", 0, null, 0, error.Message, folder);
        }
    }

    private static async Task<ModelRow> RowAsync(string folder, string name, CancellationToken cancellationToken)
    {
        var head = await ModelFiles.ReadHeadAsync(folder, cancellationToken);
        if (head.Kind is ModelKind.Reader or ModelKind.TextEncoder or ModelKind.CaptionClassifier)
            return new ModelRow(name, "here", 0, null, SizeOf(folder), head.Summary ?? "", folder) { Kind = head.Kind };

        var model = await ModelFiles.ReadDescriptionAsync(folder, cancellationToken);
        var row = new ModelRow(name, "hosted", model.Labels.Count, model.Measured?.Accuracy, 0, model.Summary ?? "", folder);
        if (model.Hosted is not null)
            return row;

        var file = new FileInfo(Path.Combine(folder, model.File));
        return file.Exists
            ? row with { State = "here", Bytes = file.Length, Kind = model.Kind }
            : row with { State = "broken", Summary = $"{file.FullName} is missing." };
    }

    private static long SizeOf(string folder) => new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length);

    private async Task<ModelRow> WithVersionsAsync(ModelRow row, CancellationToken cancellationToken)
    {
        var own = options.Value.OwnFolderOf(row.Name);
        var versions = new List<VersionRow>();
        foreach (var version in ModelVersions.List(own))
            versions.Add(await VersionAsync(version, ModelVersions.FolderOf(own, version), cancellationToken));
        if (versions.Count == 0)
            return row;

        return row with
        {
            Versions = [await VersionAsync(ModelVersions.First, models.FirstFolderOf(row.Name), cancellationToken), .. versions],
            InUse = ModelVersions.TryFindInUse(own) ?? "none that is there",
        };
    }

    private static async Task<VersionRow> VersionAsync(string version, string folder, CancellationToken cancellationToken)
    {
        try
        {
            return new VersionRow(version, (await ModelFiles.ReadDescriptionAsync(folder, cancellationToken)).Measured, null);
        }
        catch (ModelException error)
        {
            return new VersionRow(version, null, error.Message);
        }
    }
}
