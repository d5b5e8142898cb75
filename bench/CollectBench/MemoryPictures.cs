using System.Collections.Concurrent;
using Spotter.Pictures;

namespace CollectBench;

/// <summary>Pictures in memory, beyond any life of the process, and a decoder that believes whatever comes.</summary>
internal sealed class MemoryPictures : IPictureStore, IPictureDecoder
{
    private readonly ConcurrentDictionary<PictureId, byte[]> _pictures = new();

    public IReadOnlySet<PictureId> ListIds() => _pictures.Keys.ToHashSet();

    public Task<PictureId> SaveAsync(ReadOnlyMemory<byte> bytes, string mediaType, CancellationToken cancellationToken)
    {
        var id = PictureId.Of(bytes.Span);
        _pictures.TryAdd(id, bytes.ToArray());
        return Task.FromResult(id);
    }

    public Task<StoredPicture?> ReadAsync(PictureId id, CancellationToken cancellationToken) =>
        Task.FromResult(_pictures.TryGetValue(id, out var bytes) ? new StoredPicture(bytes, "image/jpeg") : null);

    public PictureInfo Identify(ReadOnlyMemory<byte> bytes) => new("image/jpeg", 1, 1);

    public void Check(ReadOnlyMemory<byte> bytes, bool strictly)
    {
    }

    public void Decode(ReadOnlyMemory<byte> bytes, int width, int height, PictureFit fit, Span<byte> rgb) => rgb.Clear();
}
