using Spotter.Pictures;

namespace Spotter.Corrections;

/// <summary>A folder with a folder of pictures for each label, held against other exports until it is disposed.</summary>
internal sealed class DatasetFolder : IDisposable
{
    // Hidden, so that training passes over what a crash leaves.
    private const string Turn = ".exporting";
    private const string Incoming = ".incoming";

    private readonly string _folder;
    private readonly FileStream _turn;
    private readonly Dictionary<string, List<string>> _present;

    public DatasetFolder(string folder)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        _turn = TakeTurn();
        File.Delete(Path.Combine(_folder, Incoming));
        _present = Directory.EnumerateDirectories(_folder)
            .SelectMany(label => Directory.EnumerateFiles(label))
            .GroupBy(file => Path.GetFileName(file), StringComparer.Ordinal)
            .ToDictionary(files => files.Key, files => files.ToList(), StringComparer.Ordinal);
    }

    /// <summary>How adding a picture can end.</summary>
    internal enum Outcome
    {
        /// <summary>It is there now.</summary>
        Written,

        /// <summary>It lay under another label and is under this one now.</summary>
        Moved,

        /// <summary>It lay there already.</summary>
        Kept,

        /// <summary>Its name is taken by a file of other content, or it lies under two labels: nothing is touched.</summary>
        Blocked,
    }

    public string PathOf(string label, PictureId id, StoredPicture picture) => Path.Combine(_folder, label, NameOf(id, picture));

    public async Task<Outcome> AddAsync(string label, PictureId id, StoredPicture picture, CancellationToken cancellationToken)
    {
        var target = PathOf(label, id, picture);
        var elsewhere = await FindElsewhereAsync(target, id, cancellationToken);
        if (File.Exists(target))
            return elsewhere is null && await HoldsAsync(target, id, cancellationToken) ? Outcome.Kept : Outcome.Blocked;

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        if (elsewhere is not null)
        {
            File.Move(elsewhere, target);
            return Outcome.Moved;
        }

        await WriteAsync(target, picture.Bytes, cancellationToken);
        return Outcome.Written;
    }

    public void Dispose() => _turn.Dispose();

    private static string NameOf(PictureId id, StoredPicture picture) => id.Hex + PictureExtensions.Of(picture.MediaType);

    private static async Task<bool> HoldsAsync(string file, PictureId id, CancellationToken cancellationToken) =>
        PictureId.Of(await File.ReadAllBytesAsync(file, cancellationToken)) == id;

    private FileStream TakeTurn()
    {
        try
        {
            // The system lets go of the lock when the process dies, however it dies.
            return new FileStream(
                Path.Combine(_folder, Turn),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None,
                bufferSize: 1,
                FileOptions.DeleteOnClose
            );
        }
        catch (IOException error)
        {
            throw new IOException($"{_folder} cannot be written, or another export is writing there: {error.Message}", error);
        }
    }

    // Somebody changed their mind since the last export. Training refuses a picture under two labels.
    private async Task<string?> FindElsewhereAsync(string target, PictureId id, CancellationToken cancellationToken)
    {
        foreach (var file in _present.GetValueOrDefault(Path.GetFileName(target), []))
            if (file != target && File.Exists(file) && await HoldsAsync(file, id, cancellationToken))
                return file;
        return null;
    }

    private async Task WriteAsync(string target, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var incoming = Path.Combine(_folder, Incoming);
        await using (var stream = new FileStream(incoming, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            await stream.WriteAsync(bytes, cancellationToken);
            stream.Flush(flushToDisk: true);
        }

        File.Move(incoming, target);
    }
}
