using System.IO.Compression;
using System.Text.Json;

namespace Spotter.Models.Uploading;

/// <summary>
/// One version of a model as one file: a zip archive with the files of its folder side by side, <c>model.json</c> among them.
/// </summary>
public static class ModelArchive
{
    /// <summary>The media type of such a file.</summary>
    public const string MediaType = "application/zip";

    private const int MaxFiles = 100;

    // Of a hundred names as long as any disk takes.
    private const int MaxListBytes = 64 << 10;

    // The file type and a symbolic link among the Unix attributes, which are the upper half.
    private const int TypeMask = 0xF000;
    private const int Link = 0xA000;

    // The same model is the same file, whenever it is packed.
    private static readonly DateTimeOffset Written = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Packs a model that fits together. What else lies in its folder is left out.</summary>
    /// <param name="folder">The folder that holds <c>model.json</c>.</param>
    /// <param name="name">The model's name, whatever its description says.</param>
    /// <param name="file">The file to write; one that is there is replaced.</param>
    /// <param name="maxBytes">The most bytes of the model (<see cref="ModelOptions.MaxBytes"/>).</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ModelException">The folder holds no classifier that runs here, or a file is missing or another.</exception>
    public static async Task PackAsync(string folder, string name, string file, long maxBytes, CancellationToken cancellationToken)
    {
        var (description, names) = await DescribeAsync(folder, maxBytes, cancellationToken);
        await ModelFiles.ReadModelAsync(folder, description, maxBytes, cancellationToken);
        var json = JsonSerializer.SerializeToUtf8Bytes(description with { Name = name }, ModelJson.Default.ModelDescription);
        await using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 81_920, useAsync: true);
        await using var archive = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, null, cancellationToken);
        foreach (var packed in names)
        {
            var entry = archive.CreateEntry(packed, CompressionLevel.Fastest);
            entry.LastWriteTime = Written;
            await using Stream content = packed == ModelFiles.DescriptionFile
                ? new MemoryStream(json)
                : File.OpenRead(Path.Combine(folder, packed));
            await using var target = await entry.OpenAsync(cancellationToken);
            await content.CopyToAsync(target, cancellationToken);
        }
    }

    /// <summary>Takes the files out of an archive, which may come from a stranger.</summary>
    /// <param name="file">The archive.</param>
    /// <param name="folder">Where they go: a folder that is made.</param>
    /// <param name="maxBytes">The most bytes that they may have together.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ModelException">It is no archive, damaged, larger, or holds what is no file of a model.</exception>
    public static async Task UnpackAsync(string file, string folder, long maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 4096, useAsync: true);
            if (await ArchiveList.IsLongerAsync(stream, MaxListBytes, cancellationToken))
                throw new ModelException(
                    $"It lists more files than the {MaxFiles} that a model has at most. Pack the model: spotter models pack NAME");

            await using var archive = await ZipArchive.CreateAsync(
                stream, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellationToken);
            if (FindError(archive) is { } error)
                throw new ModelException(error);

            Directory.CreateDirectory(folder);
            var left = maxBytes;
            foreach (var entry in archive.Entries)
                left -= await TakeAsync(entry, Path.Combine(folder, entry.FullName), left, cancellationToken);
        }
        catch (InvalidDataException error)
        {
            throw new ModelException(
                "It is no zip archive, or is cut short or damaged. Pack the model again: spotter models pack NAME", error);
        }
    }

    /// <summary>Makes sure that a folder holds a classifier that runs here, with its SHA-256, and nothing that is no part of it.</summary>
    /// <param name="folder">The folder that holds <c>model.json</c>.</param>
    /// <param name="maxBytes">The most bytes of the model.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What the description says, and the model's bytes.</returns>
    /// <exception cref="ModelException">It does not; the message says what is wrong.</exception>
    public static async Task<(ModelDescription Description, byte[] Model)> ReadAsync(
        string folder, long maxBytes, CancellationToken cancellationToken)
    {
        var (description, names) = await DescribeAsync(folder, maxBytes, cancellationToken);
        if (Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Except(names).FirstOrDefault() is { } other)
            throw new ModelException($"'{other}' is no part of the model. Pack it again: spotter models pack NAME");

        return (description, await ModelFiles.ReadModelAsync(folder, description, maxBytes, cancellationToken));
    }

    private static async Task<(ModelDescription Description, IReadOnlyList<string> Names)> DescribeAsync(
        string folder, long maxBytes, CancellationToken cancellationToken)
    {
        var description = await ModelFiles.ReadDescriptionAsync(folder, cancellationToken);
        if (description.Kind != ModelKind.Classifier)
            throw new ModelException($"'{description.Name}' has no labels: only classifiers of pictures are taken.");
        if (description.Hosted is not null)
            throw new ModelException($"'{description.Name}' is hosted: nothing of it runs here. Its model.json comes with a deployment.");
        if (description.Sha256 is null)
            throw new ModelException($"{ModelFiles.DescriptionFile} has no sha256, by which the model's file is known. Add it.");

        var model = Path.Combine(folder, description.File);
        if (!File.Exists(model))
            throw new ModelException($"{description.File} is missing, which {ModelFiles.DescriptionFile} names as the model's file.");

        var content = await ModelFiles.ReadContentAsync(model, maxBytes, cancellationToken);
        string[] besides = [.. new[] { ModelFiles.CardFile, ModelFiles.ReportFile, SeenPictures.File }
            .Where(name => File.Exists(Path.Combine(folder, name)))];
        string[] names = [ModelFiles.DescriptionFile, description.File, .. content.DataFiles, .. besides];
        return (description, [.. names.Distinct(StringComparer.OrdinalIgnoreCase)]);
    }

    private static string? FindError(ZipArchive archive)
    {
        if (archive.Entries.Count > MaxFiles)
            return $"It holds {archive.Entries.Count} files, and a model has {MaxFiles} at most.";
        if (archive.Entries.FirstOrDefault(entry => entry.FullName.Length == 0 || !ModelFiles.IsPlain(entry.FullName)) is { } path)
            return $"It holds '{Shorten(path.FullName)}'; only files side by side are taken, without a path. "
                + "Pack the model: spotter models pack NAME";
        if (archive.Entries.FirstOrDefault(entry => ((entry.ExternalAttributes >> 16) & TypeMask) == Link) is { } link)
            return $"'{Shorten(link.FullName)}' is a link, and a model has files alone.";
        if (archive.Entries.GroupBy(entry => entry.FullName, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(group => group.Count() > 1) is { } twice)
            return $"It holds '{Shorten(twice.Key)}' twice.";

        return archive.GetEntry(ModelFiles.DescriptionFile) is null
            ? $"It holds no {ModelFiles.DescriptionFile}, which says how the model reads pictures. Pack the model: spotter models pack NAME"
            : null;
    }

    private static string Shorten(string name) => (name.Length > 100 ? $"{name[..100]}..." : name).ReplaceLineEndings(" ");

    // What an archive says of lengths may be a lie.
    private static async Task<long> TakeAsync(ZipArchiveEntry entry, string target, long most, CancellationToken cancellationToken)
    {
        await using var content = await entry.OpenAsync(cancellationToken);
        await using var file = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, useAsync: true);
        return await BoundedCopy.RunAsync(content, file, most, cancellationToken)
            ?? throw new ModelException($"With {entry.FullName} it unpacks to more bytes than are taken of a model in one file.");
    }
}
