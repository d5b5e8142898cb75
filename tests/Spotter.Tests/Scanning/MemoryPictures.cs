using System.Collections.Concurrent;
using System.Text;
using Spotter.Pictures;

namespace Spotter.Tests.Scanning;

internal sealed class MemoryPictures : IPictureStore
{
    private readonly ConcurrentDictionary<PictureId, StoredPicture> _pictures = [];
    private int _saves;
    private int _reads;

    public int Saves => _saves;

    public int Reads => _reads;

    /// <summary>While set, every call fails with it.</summary>
    public Exception? Problem { get; set; }

    /// <summary>Called before a picture is saved.</summary>
    public Action? Saving { get; set; }

    public void Lose(string address) => _pictures.TryRemove(PictureId.Of(Encoding.UTF8.GetBytes(address)), out _);

    public Task<PictureId> SaveAsync(ReadOnlyMemory<byte> bytes, string mediaType, CancellationToken cancellationToken)
    {
        Saving?.Invoke();
        if (Problem is not null)
            throw Problem;

        Interlocked.Increment(ref _saves);
        var id = PictureId.Of(bytes.Span);
        _pictures[id] = new StoredPicture(bytes, mediaType);
        return Task.FromResult(id);
    }

    public Task<StoredPicture?> ReadAsync(PictureId id, CancellationToken cancellationToken)
    {
        if (Problem is not null)
            throw Problem;

        Interlocked.Increment(ref _reads);
        return Task.FromResult(_pictures.GetValueOrDefault(id));
    }
}
