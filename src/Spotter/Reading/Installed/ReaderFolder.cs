using System.Security.Cryptography;
using System.Text.Json;
using Spotter.Models;
using Spotter.Models.Packages;

namespace Spotter.Reading.Installed;

/// <summary>
/// A reader on the disk: a folder of its name among the models, with <c>model.json</c> (<see cref="ReaderDescription"/>) and the files that
/// it names.
/// </summary>
public sealed class ReaderFolder
{
    // The largest is 11 MB; a reader of several hundred would not be one for every picture.
    private const long MaxBytes = 512 * 1024 * 1024;

    private ReaderFolder(string folder, ReaderDescription description) => (Folder, Description) = (folder, description);

    /// <summary>The folder's path.</summary>
    public string Folder { get; }

    /// <summary>What its <c>model.json</c> says.</summary>
    public ReaderDescription Description { get; }

    /// <summary>The files that the description names.</summary>
    public IEnumerable<ReaderFile> Files =>
        [Description.Detection.Model, Description.Recognition.Model, Description.Recognition.Characters, Description.Direction.Model];

    /// <summary>The folder of a reader, the operator's before one that came with the program; null where there is none.</summary>
    public static string? Find(string name, ModelOptions models) =>
        models.ListFolders()
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateDirectories(folder))
            .FirstOrDefault(folder => Path.GetFileName(folder) == name && File.Exists(Path.Combine(folder, ModelFiles.DescriptionFile)));

    /// <summary>Reads and checks a reader's description.</summary>
    /// <exception cref="ModelException">It is missing, is no JSON or describes no reader.</exception>
    public static async Task<ReaderFolder> OpenAsync(string folder, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, ModelFiles.DescriptionFile);
        if (!Path.Exists(file))
            throw new ModelException($"{file} is missing: it says which files the reader has.");

        var description = await ReadAsync(file, cancellationToken);
        return ReaderCheck.FindError(description) is { } error
            ? throw new ModelException($"{file}: {error}")
            : new ReaderFolder(folder, description);
    }

    /// <summary>Writes a reader's description; its files are put beside it by whoever has them.</summary>
    public static Task DescribeAsync(string folder, ReaderDescription description, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(
            Path.Combine(folder, ModelFiles.DescriptionFile),
            JsonSerializer.Serialize(description, ReaderJson.Default.ReaderDescription),
            cancellationToken);

    /// <summary>Reads one of the files, and checks it against its SHA-256.</summary>
    /// <exception cref="ModelException">It is missing or another; the message names it.</exception>
    public async Task<byte[]> ReadAsync(ReaderFile file, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Folder, file.File);
        if (!Path.Exists(path))
            throw new ModelException($"{path} is missing: {ModelFiles.DescriptionFile} beside it names it. {HowToMend}");

        var bytes = await WholeFile.ReadAsync(path, MaxBytes, before: 0, cancellationToken);
        var found = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return found.Equals(file.Sha256, StringComparison.OrdinalIgnoreCase)
            ? bytes
            : throw new ModelException(
                $"{path} has the SHA-256 {found}, and {ModelFiles.DescriptionFile} says {file.Sha256}, so they do not belong together. "
                    + HowToMend);
    }

    /// <summary>Reads all files, to see that each is there and is the one that the description names.</summary>
    /// <exception cref="ModelException">One is missing or another; the message names it.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        foreach (var file in Files)
            await ReadAsync(file, cancellationToken);
    }

    // A reader is known by its folder; what it was added from is told by its files.
    private string HowToMend
    {
        get
        {
            var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Folder));
            var detection = Description.Detection.Model.Sha256;
            var packaged = PackagedModels.All.FirstOrDefault(
                model => model.Files.Any(file => file.Sha256.Equals(detection, StringComparison.OrdinalIgnoreCase)));
            return packaged is null
                ? $"Put its files into {Folder} again."
                : $"Remove the folder {Folder} and add the reader again: spotter models add {packaged.Name}"
                    + (name == packaged.Name ? "" : $" --name {name}");
        }
    }

    private static async Task<ReaderDescription> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            var json = await WholeFile.ReadAsync(file, MaxBytes, before: 0, cancellationToken);
            return JsonSerializer.Deserialize(json, ReaderJson.Default.ReaderDescription) ?? throw new JsonException("It is null.");
        }
        catch (JsonException error)
        {
            throw new ModelException($"{file} cannot be read: {error.Message}", error);
        }
    }
}
