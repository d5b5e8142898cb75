using System.Security.Cryptography;
using Spotter.Pictures;

namespace Spotter.Local.Pictures;

/// <summary>A file below <c>incoming</c>, until it is whole.</summary>
internal sealed class VideoDraft(FolderVideoStore store, FileStream stream) : IVideoDraft
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _isKept;

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

    public PictureId Keep(string extension) => store.Try(() =>
    {
        var id = PictureId.OfHash(_hash.GetCurrentHash());
        var file = store.PathOf(id, extension);
        stream.Flush(flushToDisk: true);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        // While it is held.
        File.Move(stream.Name, file, overwrite: true);
        _isKept = true;
        // Its name.
        stream.Flush(flushToDisk: true);
        return id;
    });

    public async ValueTask DisposeAsync()
    {
        _hash.Dispose();
        if (!_isKept)
            File.Delete(stream.Name);
        await stream.DisposeAsync();
    }
}
