using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Spotter.Models.Packages;

/// <summary>Adds models that come in packages to the models folder: whole and checked, or not at all.</summary>
public sealed class PackagedModelAdder(IEnumerable<IPackageClient> clients, IOptions<ModelOptions> options)
{
    private const string ArchiveFile = "package";

    /// <summary>Adds a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">The name to add it by.</param>
    /// <param name="file">The package's archive, or the one file of the model, where it is at hand; null to have it brought.</param>
    /// <param name="progress">Told how many bytes of a download are there, and how many there will be.</param>
    /// <param name="cancellationToken">Breaks it off; what has arrived is kept for the next time.</param>
    /// <returns>The model's folder.</returns>
    /// <exception cref="ModelException">It cannot be had or used; the message says why and what to do. Nothing is then added.</exception>
    public async Task<string> AddAsync(
        PackagedModel model, string name, string? file, Action<long, long?>? progress, CancellationToken cancellationToken)
    {
        var place = NewModelFolder.For(name, options.Value);
        var (folder, staging) = place;
        using var turn = place.Begin(file is null ? ArchiveFile : null);
        var archive = Path.Combine(staging, ArchiveFile);
        try
        {
            if (file is null)
                await Client(model).FetchAsync(model.Package, archive, progress, cancellationToken);
            else if (!File.Exists(file))
                throw ModelException.OfInput($"There is no file {file}. {model.Name} is in {model.Package.ArchiveName}.");

            await ExtractAsync(file ?? archive, model, staging, cancellationToken);
            await DescribeAsync(model, name, staging, cancellationToken);
            File.Delete(archive);
            WholeFolder.Move(staging, folder);
        }
        finally
        {
            if (Directory.Exists(staging) && !File.Exists(archive))
                Directory.Delete(staging, recursive: true);
        }

        return folder;
    }

    private IPackageClient Client(PackagedModel model) =>
        clients.FirstOrDefault(client => client.Registry == model.Package.Registry)
        ?? throw new ModelException(
            $"{model.Package} cannot be brought from here. Download {model.Package.ArchiveName} and run: spotter models add {model.Name} "
                + "--file ARCHIVE");

    // An archive that does not hold the model is of no use the next time.
    private static async Task ExtractAsync(string source, PackagedModel model, string staging, CancellationToken cancellationToken)
    {
        try
        {
            await PackageArchive.ExtractAsync(source, model, staging, cancellationToken);
        }
        catch (ModelException)
        {
            File.Delete(Path.Combine(staging, ArchiveFile));
            throw;
        }
    }

    private static async Task DescribeAsync(PackagedModel model, string name, string staging, CancellationToken cancellationToken)
    {
        using var description = new StreamReader(model.OpenDescription());
        var json = (await description.ReadToEndAsync(cancellationToken)).Replace(
            $"\"name\": \"{model.Name}\"", $"\"name\": \"{JsonEncodedText.Encode(name)}\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(staging, ModelFiles.DescriptionFile), json, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(staging, ModelFiles.CardFile), Card(model, name), cancellationToken);
    }

    private static string Card(PackagedModel model, string name) => $"""
        # {name}

        {model.Summary}

        - From: the package {model.Package} of {(model.Package.Registry == PackageRegistry.NuGet ? "NuGet" : "npm")}.
        - Licence, as its publishers state it: {model.Licence}.
        - How it is used is in `{ModelFiles.DescriptionFile}`.

        | file | bytes | SHA-256 |
        | --- | --- | --- |
        {string.Join('\n', model.Files.Select(file => $"| `{file.Name}` | {file.Bytes} | `{file.Sha256}` |"))}

        """;
}
