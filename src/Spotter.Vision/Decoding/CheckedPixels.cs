using System.Security.Cryptography;
using Spotter.Pictures;

namespace Spotter.Vision.Decoding;

/// <summary>
/// The pixels of the latest pictures that were checked, until they are asked for: a scan checks each picture before it is stored and
/// classifies it a moment later, and decoding is the dearest
/// part of both. Safe for many threads.
/// </summary>
internal sealed class CheckedPixels
{
    private const int MaxPictures = 64;

    // A model's input; what is drawn for people is larger, and rare.
    private const int MaxBytes = 3 * 400 * 400;

    private static readonly PixelShape Smallest = new(16, 16, PictureFit.Squash);

    private readonly Lock _lock = new();
    private readonly (byte[] Hash, PixelShape Shape, byte[] Pixels)?[] _kept = new (byte[], PixelShape, byte[])?[MaxPictures];
    private int _next;
    private int _count;

    /// <summary>
    /// The shape that a picture is most probably asked for next: the last one that was asked for. All of a picture is in it.
    /// </summary>
    public PixelShape Expected { get; private set; } = Smallest;

    /// <summary>Keeps the pixels of a picture in the place of the oldest.</summary>
    public void Keep(ReadOnlySpan<byte> file, PixelShape shape, byte[] pixels)
    {
        if (shape == Smallest)
            return;

        var hash = SHA256.HashData(file);
        lock (_lock)
        {
            _count += _kept[_next] is null ? 1 : 0;
            _kept[_next] = (hash, shape, pixels);
            _next = (_next + 1) % MaxPictures;
        }
    }

    /// <summary>Gives back the pixels of a picture, once; null where they are not kept in this shape.</summary>
    public byte[]? Take(ReadOnlySpan<byte> file, PixelShape shape)
    {
        if (shape.Length > MaxBytes || shape.Fit == PictureFit.CentreCrop)
            return null;

        Expected = shape;
        if (Volatile.Read(ref _count) == 0)
            return null;

        var hash = SHA256.HashData(file);
        lock (_lock)
        {
            var index = Array.FindIndex(_kept, kept => kept is { } one && one.Shape == shape && one.Hash.AsSpan().SequenceEqual(hash));
            if (index < 0)
                return null;

            var pixels = _kept[index]!.Value.Pixels;
            _kept[index] = null;
            _count--;
            return pixels;
        }
    }
}
