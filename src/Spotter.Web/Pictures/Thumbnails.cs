using Microsoft.Extensions.Caching.Memory;
using Spotter.Pictures;

namespace Spotter.Web.Pictures;

/// <summary>Draws pictures in the sizes that pages show, a few at a time, and keeps those that were asked for last.</summary>
internal sealed class Thumbnails(IPictureStore pictures, IPictureDrawer drawer) : IDisposable
{
    /// <summary>The longer side of a picture among others, in pixels.</summary>
    public const int Small = 480;

    /// <summary>The longer side of a picture that is looked at, in pixels.</summary>
    public const int Large = 1600;

    private const long MaxBytes = 64 << 20;

    // A page asks for forty at once, and a scan wants the processors, too.
    private readonly SemaphoreSlim _turns = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly MemoryCache _drawn = new(new MemoryCacheOptions { SizeLimit = MaxBytes });

    /// <summary>A picture as a JPEG; null where it is not stored.</summary>
    /// <exception cref="PictureFormatException">It cannot be read any more.</exception>
    public async Task<byte[]?> FindAsync(PictureId id, int maxSide, CancellationToken cancellationToken)
    {
        if (_drawn.TryGetValue((id, maxSide), out byte[]? known))
            return known;

        await _turns.WaitAsync(cancellationToken);
        try
        {
            if (await pictures.ReadAsync(id, cancellationToken) is not { } picture)
                return null;

            var jpeg = await Task.Run(() => drawer.DrawJpeg(picture.Bytes, maxSide), cancellationToken);
            _drawn.Set((id, maxSide), jpeg, new MemoryCacheEntryOptions { Size = jpeg.Length });
            return jpeg;
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose()
    {
        _turns.Dispose();
        _drawn.Dispose();
    }
}
