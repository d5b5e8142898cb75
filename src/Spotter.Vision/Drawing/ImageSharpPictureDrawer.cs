using System.Buffers;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;
using Spotter.Pictures;

namespace Spotter.Vision.Drawing;

/// <summary>Draws with ImageSharp, which sees nothing but pixels: a stranger's bytes are read by the decoder.</summary>
public sealed class ImageSharpPictureDrawer(IPictureDecoder decoder) : IPictureDrawer
{
    private const int Quality = 85;
    private const int BytesPerPixel = 3;

    // Pictures are drawn side by side.
    private static readonly Configuration OneThread = new() { MaxDegreeOfParallelism = 1 };

    /// <inheritdoc/>
    public byte[] DrawJpeg(
        ReadOnlyMemory<byte> picture, int maxSide, IReadOnlyList<IReadOnlyList<PicturePoint>>? frames = null)
    {
        var (width, height) = Fit(decoder.Identify(picture), maxSide);
        var length = width * height * BytesPerPixel;
        var pixels = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            decoder.Decode(picture, width, height, PictureFit.Squash, pixels.AsSpan(0, length));
            var painter = new FramePainter(pixels, width, height);
            foreach (var frame in frames ?? [])
                painter.Draw(frame);
            return Encode(pixels.AsSpan(0, length), width, height);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(pixels);
        }
    }

    private static (int Width, int Height) Fit(PictureInfo info, int maxSide)
    {
        var scale = Math.Min(1, (double)maxSide / Math.Max(info.Width, info.Height));
        return (Scale(info.Width, scale), Scale(info.Height, scale));
    }

    private static int Scale(int side, double scale) => Math.Max(1, (int)Math.Round(side * scale));

    private static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height)
    {
        using var image = Image.LoadPixelData<Rgb24>(OneThread, pixels, width, height);
        using var jpeg = new MemoryStream();
        image.Save(jpeg, new JpegEncoder { Quality = Quality });
        return jpeg.ToArray();
    }
}
