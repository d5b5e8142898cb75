using System.Security.Cryptography;
using Spotter.Pictures;

namespace Spotter.Local.Pictures;

/// <summary>A file below <c>incoming</c>, until it is whole.</summary>
internal sealed class VideoDraft(FolderVideoStore store, FileStream stream) : IVideoDraft
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private string _written = stream.Name;
    private bool _isKept;

    /// <summary>The SHA-256 of what was written so far.</summary>
    public PictureId Id => PictureId.OfHash(_hash.GetCurrentHash());

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        _hash.AppendData(bytes.Span);
        try
        {
            await stream.WriteAsync(bytes, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw store.Explain(error);
        }
    }

    public async Task<PictureId> KeepAsync(string extension)
    {
        try
        {
            var id = Id;
            var file = store.PathOf(id, extension);
            await DiskWrites.FlushAsync(stream.SafeFileHandle);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            // While it is held.
            File.Move(_written, file, overwrite: true);
            _written = file;
            // Its name.
            await DiskWrites.FlushAsync(stream.SafeFileHandle);
            _isKept = true;
            return id;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw store.Explain(error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _hash.Dispose();
        // What is not surely on the disk must not be found by the next try.
        if (!_isKept)
            File.Delete(_written);
        await stream.DisposeAsync();
    }
}
