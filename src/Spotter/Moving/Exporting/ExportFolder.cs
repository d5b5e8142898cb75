using System.Text.Json;
using Spotter.Collecting;

namespace Spotter.Moving.Exporting;

/// <summary>The folder of an export: its journal and its manifest. One process at a time has it.</summary>
internal sealed class ExportFolder : IAsyncDisposable
{
    /// <summary>The name of the journal.</summary>
    public const string JournalName = "export.json";

    private readonly FileStream _manifest;

    private ExportFolder(string path, FileStream manifest)
    {
        Path = path;
        _manifest = manifest;
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    private static string JournalOf(string folder) => System.IO.Path.Combine(folder, JournalName);

    private static string ManifestOf(string folder) => System.IO.Path.Combine(folder, Manifest.FileName + Manifest.Unfinished);

    /// <summary>The journal of an earlier run; null where there is none.</summary>
    /// <exception cref="CollectingException">It cannot be read, or the folder holds something else.</exception>
    public static async Task<ExportJournal?> FindJournalAsync(string folder, CancellationToken cancellationToken)
    {
        if (!File.Exists(JournalOf(folder)))
            return !Directory.Exists(folder) || Directory.EnumerateFileSystemEntries(folder).All(
                entry => entry.EndsWith(Manifest.Unfinished, StringComparison.Ordinal))
                ? null
                : throw new CollectingException($"{folder} holds files that are of no export. Name a new folder, or an empty one.");

        try
        {
            return JsonSerializer.Deserialize(
                await File.ReadAllBytesAsync(JournalOf(folder), cancellationToken), ExportJson.Default.ExportJournal);
        }
        catch (JsonException error)
        {
            throw new CollectingException(
                $"{JournalOf(folder)} cannot be read: {error.Message} Name another folder, or delete this one to export anew.");
        }
    }

    /// <summary>Takes the folder, as an earlier run left it with its last whole part.</summary>
    /// <exception cref="CollectingException">It cannot be made, or what it says of itself does not fit together.</exception>
    /// <exception cref="IOException">It cannot be written, or another process exports there.</exception>
    public static ExportFolder Open(string folder, ExportJournal? journal)
    {
        OutputFolder.Make(folder);
        var manifest = new FileStream(ManifestOf(folder), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        if (manifest.Length < journal?.ManifestBytes)
        {
            manifest.Dispose();
            throw new CollectingException($"The manifest of {folder} was changed or is gone. Name another folder, or delete this one.");
        }

        manifest.SetLength(journal?.ManifestBytes ?? 0);
        manifest.Seek(0, SeekOrigin.End);
        foreach (var left in Directory.EnumerateFiles(folder, $"*{Manifest.Unfinished}"))
            if (left != manifest.Name)
                File.Delete(left);
        return new ExportFolder(folder, manifest);
    }

    /// <summary>A file's full path.</summary>
    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Adds a file to the manifest.</summary>
    public ValueTask AddAsync(string sha256, string name, CancellationToken cancellationToken) =>
        _manifest.WriteAsync(Manifest.LineOf(sha256, name), cancellationToken);

    /// <summary>Gives a file that is whole its name, and adds it to the manifest.</summary>
    /// <returns>The name.</returns>
    public async Task<string> KeepAsync(string unfinished, string name, CancellationToken cancellationToken)
    {
        var hash = await Manifest.HashAsync(unfinished, cancellationToken);
        File.Move(unfinished, PathOf(name), overwrite: true);
        await AddAsync(hash, name, cancellationToken);
        return name;
    }

    /// <summary>Keeps how far the export has come.</summary>
    /// <returns>The journal as it was written.</returns>
    public async Task<ExportJournal> SaveAsync(ExportJournal journal, CancellationToken cancellationToken)
    {
        _manifest.Flush(flushToDisk: true);
        var saved = journal with { ManifestBytes = _manifest.Position };
        var unfinished = JournalOf(Path) + Manifest.Unfinished;
        await using (var file = File.Create(unfinished))
        {
            await JsonSerializer.SerializeAsync(file, saved, ExportJson.Default.ExportJournal, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, JournalOf(Path), overwrite: true);
        return saved;
    }

    /// <summary>Gives the manifest its name: all is there.</summary>
    public void Complete() => File.Move(_manifest.Name, PathOf(Manifest.FileName), overwrite: true);

    public ValueTask DisposeAsync() => _manifest.DisposeAsync();
}
