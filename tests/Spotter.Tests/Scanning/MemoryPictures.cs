using System.Collections.Concurrent;
using Spotter.Pictures;

namespace Spotter.Tests.Scanning;

internal sealed class MemoryPictures : IPictureStore
{
    private readonly ConcurrentDictionary<PictureId, StoredPicture> _pictures = [];

    public Task<PictureId> SaveAsync(ReadOnlyMemory<byte> bytes, string mediaType, CancellationToken cancellationToken)
    {
        var id = PictureId.Of(bytes.Span);
        _pictures[id] = new StoredPicture(bytes, mediaType);
        return Task.FromResult(id);
    }

    public Task<StoredPicture?> ReadAsync(PictureId id, CancellationToken cancellationToken) => Task.FromResult(_pictures.GetValueOrDefault(id));
}
