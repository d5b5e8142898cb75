using System.Collections.Concurrent;
using Spotter.Pictures;

namespace Spotter.Tests.Scanning;

internal sealed class MemoryPictures : IPictureStore
{
    private readonly ConcurrentDictionary<PictureId, StoredPicture> _pictures = [];
    private int _saves;
    private int _reads;

    public int Saves => _saves;

    public int Reads => _reads;

    public Task<PictureId> SaveAsync(ReadOnlyMemory<byte> bytes, string mediaType, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _saves);
        var id = PictureId.Of(bytes.Span);
        _pictures[id] = new StoredPicture(bytes, mediaType);
        return Task.FromResult(id);
    }

    public Task<StoredPicture?> ReadAsync(PictureId id, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return Task.FromResult(_pictures.GetValueOrDefault(id));
    }
}
