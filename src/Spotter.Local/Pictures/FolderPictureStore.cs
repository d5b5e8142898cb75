using Microsoft.Extensions.Options;
using Spotter.Pictures;

namespace Spotter.Local.Pictures;

/// <summary>
/// Pictures as files, <c>ab/abcd….jpg</c>. A file appears under its name when it is whole, and its picture is saved when both are on the
/// disk: what a power failure before that leaves under the name is found out and replaced when the picture is saved again.
/// </summary>
public sealed class FolderPictureStore : IPictureInventory, IPictureFiles
{
    private readonly IncomingFiles _incoming;
    private readonly string _folder;

    /// <summary>Opens the folder and removes what a crash left half written.</summary>
    /// <param name="options">Names the folder.</param>
    public FolderPictureStore(IOptions<PictureFolderOptions> options)
    {
        _folder = Path.GetFullPath(options.Value.Folder);
        _incoming = new IncomingFiles(_folder);
        _incoming.RemoveLeftovers();
    }

    public async Task<PictureId> SaveAsync(ReadOnlyMemory<byte> bytes, string mediaType, CancellationToken cancellationToken)
    {
        var id = PictureId.Of(bytes.Span);
        try
        {
            var stored = Find(id);
            if (stored is null || !await TryKeepAsync(stored, bytes, cancellationToken))
                await WriteAsync(stored ?? PathOf(id, PictureExtensions.Of(mediaType)), bytes, cancellationToken);
            return id;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            const string Rest = "or set Pictures:Folder, then scan again; nothing that was stored is lost.";
            throw new IOException($"A picture cannot be written below {_folder}: {IncomingFiles.Explain(error)} {Rest}", error);
        }
    }

    public async Task<StoredPicture?> ReadAsync(PictureId id, CancellationToken cancellationToken)
    {
        if (Find(id) is not { } file)
            return Directory.Exists(_folder)
                ? null
                : throw new IOException(
                    $"The picture folder {_folder} is not there. Attach its disk, restore it or set Pictures:Folder; an empty folder in "
                        + $"its place gives up the pictures that were in it."
                );

        var mediaType = PictureExtensions.FindMediaType(file) ?? "application/octet-stream";
        return new StoredPicture(await File.ReadAllBytesAsync(file, cancellationToken), mediaType);
    }

    public IAsyncEnumerable<PictureId> ListAsync(CancellationToken cancellationToken) => HashedFiles.ListAsync(_folder);

    public Task RemoveAsync(PictureId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Find(id) is { } file)
            File.Delete(file);
        return Task.CompletedTask;
    }

    public bool TryLink(PictureId id, string file) => Find(id) is { } stored && HardLink.TryCreate(stored, file);

    public string? Find(PictureId id) => PictureExtensions.All.Select(extension => PathOf(id, extension)).FirstOrDefault(File.Exists);

    // Whoever wrote it may still wait for the disk.
    private static async Task<bool> TryKeepAsync(string file, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        // Windows has only that on the disk which may be written.
        var access = OperatingSystem.IsWindows() ? FileAccess.ReadWrite : FileAccess.Read;
        await using var stream = new FileStream(file, FileMode.Open, access, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var stored = new byte[bytes.Length];
        if (stream.Length != bytes.Length
            || await stream.ReadAtLeastAsync(stored, stored.Length, throwOnEndOfStream: false, cancellationToken) < stored.Length
            || !bytes.Span.SequenceEqual(stored))
            return false;

        await DiskWrites.FlushAsync(stream.SafeFileHandle);
        return true;
    }

    private async Task WriteAsync(string file, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await using var stream = _incoming.Create();
        var written = stream.Name;
        try
        {
            await stream.WriteAsync(bytes, cancellationToken);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            // While it is held.
            File.Move(written, file, overwrite: true);
            written = file;
            await DiskWrites.FlushAsync(stream.SafeFileHandle);
        }
        catch
        {
            // What is not surely on the disk must not be found by the next try.
            File.Delete(written);
            throw;
        }
    }

    private string PathOf(PictureId id, string extension) => Path.Combine(_folder, id.Hex[..2], id.Hex + extension);
}
