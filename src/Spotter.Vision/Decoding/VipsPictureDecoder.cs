using System.Buffers;
using System.Runtime.InteropServices;
using NetVips;
using Spotter.Pictures;

namespace Spotter.Vision.Decoding;

/// <summary>Reads pictures with libvips, which decodes no more of them than the wanted size needs.</summary>
public sealed class VipsPictureDecoder : IPictureDecoder
{
    private const string Jpeg = "image/jpeg";

    // Pixels of the longer side.
    private const int MinConverted = 512;

    // What libvips computes at once, with all that it needs before it: few enough to stay in the processor's cache.
    private const int StripRows = 32;

    // In bytes: a JPEG's own data may end with a zero.
    private const int MinHole = 8;

    private static readonly double[] White = [255, 255, 255];

    private static ReadOnlySpan<byte> EndOfImage => [0xFF, 0xD9];

    private readonly CheckedPixels _checked = new();

    /// <summary>The library's name and version.</summary>
    public static string Version => Vips.Version;

    /// <inheritdoc/>
    public PictureInfo Identify(ReadOnlyMemory<byte> bytes)
    {
        var mediaType = Sniff(bytes.Span);
        var file = ToArray(bytes);
        return Vips.Run(() =>
        {
            using var source = Source.NewFromMemory(file);
            using var image = PictureLoader.Open(source, mediaType);
            return LiesOnItsSide(image)
                ? new PictureInfo(mediaType, image.PageHeight, image.Width)
                : new PictureInfo(mediaType, image.Width, image.PageHeight);
        });
    }

    /// <inheritdoc/>
    public void Check(ReadOnlyMemory<byte> bytes, bool strictly)
    {
        var shape = _checked.Expected;
        _checked.Keep(bytes.Span, shape, Decode(bytes, shape, strictly, new byte[shape.Length]));
    }

    /// <inheritdoc/>
    public void Decode(ReadOnlyMemory<byte> bytes, int width, int height, PictureFit fit, Span<byte> rgb)
    {
        var shape = new PixelShape(width, height, fit);
        if (_checked.Take(bytes.Span, shape) is { } known)
        {
            known.CopyTo(rgb);
            return;
        }

        var pixels = ArrayPool<byte>.Shared.Rent(shape.Length);
        try
        {
            Decode(bytes, shape, strictly: false, pixels).AsSpan(0, shape.Length).CopyTo(rgb);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(pixels);
        }
    }

    // Exif 2.32, 4.6.4, Orientation: from 5 on rows and columns change places.
    private static bool LiesOnItsSide(Image image) => image.Contains("orientation") && (int)image.Get("orientation") is >= 5 and <= 8;

    private static byte[] Decode(ReadOnlyMemory<byte> bytes, PixelShape shape, bool strictly, byte[] pixels)
    {
        var mediaType = Sniff(bytes.Span);
        var file = ToArray(bytes);
        byte[] Read() => Decode(file, mediaType, shape, pixels);
        return mediaType == Jpeg && !HasEnd(bytes.Span) ? DecodeWithoutEnd(bytes, shape, pixels)
            : strictly ? Vips.RunWarily(Read)
            : Vips.Run(Read);
    }

    private static byte[] Decode(byte[] file, string mediaType, PixelShape shape, byte[] pixels)
    {
        var (width, height, fit) = shape;
        // Not copied: it must outlive what reads it.
        using var source = Source.NewFromMemory(file);
        using var image = ToRgb(Shrink(source, mediaType, width, height, fit));
        using var padded = fit == PictureFit.Pad ? image.Gravity(Enums.CompassDirection.Centre, width, height) : image;
        if ((padded.Width, padded.Height, padded.Bands, padded.Format) != (width, height, 3, Enums.BandFormat.Uchar))
            throw new PictureFormatException(
                $"it decodes to {padded.Width} x {padded.Height} x {padded.Bands} of {padded.Format} where {width} x {height} x 3 bytes "
                    + "are wanted");

        // Computed on this thread: libvips' own writers hand the pixels to a thread of theirs and wait.
        using var region = Region.New(padded);
        for (var top = 0; top < height; top += StripRows)
            region.Fetch(0, top, width, Math.Min(StripRows, height - top)).CopyTo(pixels, top * width * 3);
        return pixels;
    }

    private static byte[] ToArray(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var part) && part.Offset == 0 && part.Count == part.Array!.Length
            ? part.Array
            : bytes.ToArray();

    // Inside a JPEG's pixels these two bytes cannot occur (ITU-T T.81, B.1.1.5): a whole one has its last end after its last scan's start.
    private static bool HasEnd(ReadOnlySpan<byte> jpeg)
    {
        ReadOnlySpan<byte> startOfScan = [0xFF, 0xDA];
        return jpeg.LastIndexOf(EndOfImage) > jpeg.LastIndexOf(startOfScan);
    }

    // What never came of a file may be there as zeros, which a JPEG's code reads as grey. Where they are its data, it needs them all.
    private static byte[] DecodeWithoutEnd(ReadOnlyMemory<byte> jpeg, PixelShape shape, byte[] pixels)
    {
        var filled = jpeg.Span.TrimEnd((byte)0).Length;
        if (jpeg.Length - filled < MinHole)
            return DecodeClosed(jpeg, jpeg.Length, shape, pixels);

        var isData = !CanBeRead(jpeg, filled, shape, pixels) && !CanBeRead(jpeg, jpeg.Length - MinHole, shape, pixels);
        return DecodeClosed(jpeg, isData ? jpeg.Length : filled, shape, pixels);
    }

    // A JPEG that lacks nothing but its end is whole with one. Where rows are missing, libvips only warns that the data ends early.
    private static byte[] DecodeClosed(ReadOnlyMemory<byte> jpeg, int length, PixelShape shape, byte[] pixels) =>
        Vips.RunStrictly(() => Decode([.. jpeg.Span[..length], .. EndOfImage], Jpeg, shape, pixels));

    private static bool CanBeRead(ReadOnlyMemory<byte> jpeg, int length, PixelShape shape, byte[] pixels)
    {
        try
        {
            DecodeClosed(jpeg, length, shape, pixels);
            return true;
        }
        catch (PictureFormatException)
        {
            return false;
        }
    }

    private static Image Shrink(Source source, string mediaType, int width, int height, PictureFit fit)
    {
        var image = PictureLoader.Open(source, mediaType);
        var changesColours = HasColoursAlone(image) && ColourProfile.ChangesColours(image);
        // Where a shrunk picture mixes colours, it must mix those of sRGB: most of the shrinking comes after the change.
        var side = Math.Max(MinConverted, 4 * Math.Max(width, height));
        var factor = changesColours ? FactorTo(image, side, side, PictureFit.Pad) : FactorTo(image, width, height, fit);
        var shrunk = PictureLoader.Shrink(image, source, mediaType, factor);
        if (changesColours)
            shrunk = Replace(shrunk, old => old.ThumbnailImage(side, side, Enums.Size.Down, outputProfile: "srgb"));
        else if (!HasColoursAlone(shrunk))
            shrunk = Replace(shrunk, old => old.ExtractBand(0, 3));

        return Replace(shrunk, old => IsPlain(old)
            ? Resize(old, width, height, fit)
            : old.ThumbnailImage(width, height, SizeOf(fit), crop: CropOf(fit)));
    }

    private static bool IsPlain(Image image) =>
        image is { Bands: 3, Format: Enums.BandFormat.Uchar, Interpretation: Enums.Interpretation.Srgb }
        && !(image.Contains("orientation") && (int)image.Get("orientation") > 1);

    // What libvips' thumbnails do to a plain picture (vips_thumbnail_build), but for one thing: these copy it before they crop it, by a
    // thread of their own, which takes as long as the resizing.
    private static Image Resize(Image image, int width, int height, PictureFit fit)
    {
        var (across, down) = fit == PictureFit.Squash
            ? ((double)image.Width / width, (double)image.Height / height)
            : (FactorTo(image, width, height, fit), FactorTo(image, width, height, fit));
        var resized = image.Resize(1 / across, vscale: 1 / down);
        return fit == PictureFit.CentreCrop
            ? Replace(resized, old => old.ExtractArea((old.Width - width) / 2, (old.Height - height) / 2, width, height))
            : resized;
    }

    private static double FactorTo(Image image, int width, int height, PictureFit fit)
    {
        var (across, down) = LiesOnItsSide(image) ? (height, width) : (width, height);
        var (columns, rows) = ((double)image.Width / across, (double)image.Height / down);
        return fit == PictureFit.Pad ? Math.Max(columns, rows) : Math.Min(columns, rows);
    }

    private static Enums.Size SizeOf(PictureFit fit) => fit == PictureFit.Squash ? Enums.Size.Force : Enums.Size.Both;

    private static Enums.Interesting CropOf(PictureFit fit) =>
        fit == PictureFit.CentreCrop ? Enums.Interesting.Centre : Enums.Interesting.None;

    // A scientific TIFF may carry channels that are no colours, and libvips takes the last of them for transparency.
    private static bool HasColoursAlone(Image image) => image.Bands <= 4;

    private static Image ToRgb(Image image)
    {
        var colours = image.Interpretation == Enums.Interpretation.Srgb && image.Format == Enums.BandFormat.Uchar
            ? image
            : Replace(image, old => old.Colourspace(Enums.Interpretation.Srgb));
        return colours.HasAlpha() ? Replace(colours, old => old.Flatten(background: White)) : colours;
    }

    private static Image Replace(Image old, Func<Image, Image> change)
    {
        using (old)
            return change(old);
    }

    private static string Sniff(ReadOnlySpan<byte> bytes) =>
        PictureSniffer.FindProblem(bytes) is { } problem ? throw new PictureFormatException(problem) : PictureSniffer.FindMediaType(bytes)!;
}
