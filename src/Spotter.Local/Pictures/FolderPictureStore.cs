using Microsoft.Extensions.Options;
using Spotter.Pictures;

namespace Spotter.Local.Pictures;

/// <summary>Pictures as files, <c>ab/abcd….jpg</c>. A file appears under its name when it is whole and on the disk.</summary>
public sealed class FolderPictureStore : IPictureStore
{
    private const string Incoming = "incoming";

    // ENOSPC, and ERROR_DISK_FULL as a result code: .NET hands on what the system says.
    private const int DiskFull = 28;
    private const int DiskFullOnWindows = unchecked((int)0x80070070);

    // Another process may be writing: no write takes this long.
    private static readonly TimeSpan OldestWrite = TimeSpan.FromHours(1);

    private readonly string _folder;

    /// <summary>Opens the folder and removes what a crash left half written.</summary>
    /// <param name="options">Names the folder.</param>
    /// <param name="time">Tells how old a leftover is.</param>
    public FolderPictureStore(IOptions<PictureFolderOptions> options, TimeProvider time)
    {
        _folder = Path.GetFullPath(options.Value.Folder);
        RemoveLeftovers(time.GetUtcNow() - OldestWrite);
    }

    /// <inheritdoc/>
    public async Task<PictureId> SaveAsync(ReadOnlyMemory<byte> bytes, string mediaType, CancellationToken cancellationToken)
    {
        var id = PictureId.Of(bytes.Span);
        if (Find(id) is not null)
            return id;

        try
        {
            await WriteAsync(PathOf(id, PictureExtensions.Of(mediaType)), bytes, cancellationToken);
            return id;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            const string Rest = "or set Pictures:Folder, then scan again; nothing that was stored is lost.";
            throw new IOException($"A picture cannot be written below {_folder}: {Explain(error)} {Rest}", error);
        }
    }

    /// <inheritdoc/>
    public async Task<StoredPicture?> ReadAsync(PictureId id, CancellationToken cancellationToken)
    {
        if (Find(id) is not { } file)
            return Directory.Exists(_folder) ? null : throw new IOException($"The picture folder {_folder} is not there. Attach its disk, restore it or set Pictures:Folder; an empty folder in its place gives up the pictures that were in it.");

        return new StoredPicture(await File.ReadAllBytesAsync(file, cancellationToken), PictureExtensions.MediaTypeOf(Path.GetExtension(file)));
    }

    /// <summary>The path of a stored picture; null where it is not stored.</summary>
    public string? Find(PictureId id) => PictureExtensions.All.Select(extension => PathOf(id, extension)).FirstOrDefault(File.Exists);

    private static string Explain(Exception error) => error switch
    {
        UnauthorizedAccessException => "this user may not write there. Give it the right to,",
        { HResult: DiskFull or DiskFullOnWindows } => "the disk is full. Free some space",
        _ => $"{error.Message.TrimEnd('.')}. Check the disk",
    };

    private void RemoveLeftovers(DateTimeOffset before)
    {
        try
        {
            foreach (var file in new DirectoryInfo(Path.Combine(_folder, Incoming)).EnumerateFiles().Where(file => file.LastWriteTimeUtc < before))
                file.Delete();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // They do no harm but take space; where the folder cannot be written, the next picture says so.
        }
    }

    private async Task WriteAsync(string file, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var incoming = Directory.CreateDirectory(Path.Combine(_folder, Incoming)).FullName;
        var temporary = Path.Combine(incoming, Path.GetRandomFileName());
        try
        {
            await using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                await stream.WriteAsync(bytes, cancellationToken);
                stream.Flush(flushToDisk: true);
            }

            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.Move(temporary, file, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private string PathOf(PictureId id, string extension) => Path.Combine(_folder, id.Hex[..2], id.Hex + extension);
}
