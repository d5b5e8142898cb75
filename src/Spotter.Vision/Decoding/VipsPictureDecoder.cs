using System.Runtime.InteropServices;
using NetVips;
using Spotter.Pictures;

namespace Spotter.Vision.Decoding;

/// <summary>Reads pictures with libvips, which decodes no more of them than the wanted size needs.</summary>
public sealed class VipsPictureDecoder : IPictureDecoder
{
    private const string Jpeg = "image/jpeg";
    private const string Tiff = "image/tiff";
    private const string FailOnError = "[fail_on=error]";

    // Pixels of the longer side.
    private const int LeastConverted = 512;

    private static readonly double[] White = [255, 255, 255];

    private static ReadOnlySpan<byte> EndOfImage => [0xFF, 0xD9];

    /// <summary>The library's name and version.</summary>
    public static string Version => Vips.Version;

    /// <inheritdoc/>
    public PictureInfo Identify(ReadOnlyMemory<byte> bytes)
    {
        var mediaType = Sniff(bytes.Span);
        return Vips.Run(() =>
        {
            using var image = Image.NewFromBuffer(bytes.Span);
            return LiesOnItsSide(image)
                ? new PictureInfo(mediaType, image.PageHeight, image.Width)
                : new PictureInfo(mediaType, image.Width, image.PageHeight);
        });
    }

    /// <inheritdoc/>
    public void Decode(ReadOnlyMemory<byte> bytes, int width, int height, PictureFit fit, Span<byte> rgb)
    {
        var mediaType = Sniff(bytes.Span);
        // A JPEG that lacks nothing but its end is whole with one. Where rows are missing, libvips only warns that the data ends early.
        var lacksEnd = mediaType == Jpeg && !HasEnd(bytes.Span);
        byte[] file = lacksEnd ? [.. bytes.Span, .. EndOfImage] : ToArray(bytes);
        byte[] Read() => Decode(file, mediaType, width, height, fit);
        var pixels = lacksEnd ? Vips.RunStrictly(Read) : Vips.Run(Read);
        if (pixels.Length != rgb.Length)
            throw new PictureFormatException($"it decodes to {pixels.Length} bytes where {rgb.Length} are wanted");

        pixels.CopyTo(rgb);
    }

    // Exif 2.32, 4.6.4, Orientation: from 5 on rows and columns change places.
    private static bool LiesOnItsSide(Image image) => image.Contains("orientation") && (int)image.Get("orientation") is >= 5 and <= 8;

    private static byte[] Decode(byte[] file, string mediaType, int width, int height, PictureFit fit)
    {
        var shrunk = mediaType == Tiff && LoadColours(file) is { } colours ? Shrink(colours, width, height, fit) : Shrink(file, width, height, fit);
        using var image = ToRgb(shrunk);
        using var padded = fit == PictureFit.Pad ? image.Gravity(Enums.CompassDirection.Centre, width, height) : image;
        // Computed on this thread: libvips' own writers hand the pixels to a thread of theirs and wait.
        using var region = Region.New(padded);
        return region.Fetch(0, 0, width, height);
    }

    private static byte[] ToArray(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var part) && part.Offset == 0 && part.Count == part.Array!.Length ? part.Array : bytes.ToArray();

    // Inside a JPEG's pixels these two bytes cannot occur (ITU-T T.81, B.1.1.5): a whole one has its last end after its last scan's start.
    private static bool HasEnd(ReadOnlySpan<byte> jpeg)
    {
        ReadOnlySpan<byte> startOfScan = [0xFF, 0xDA];
        return jpeg.LastIndexOf(EndOfImage) > jpeg.LastIndexOf(startOfScan);
    }

    // The thumbnail's own fail-on reaches only some of the loaders.
    private static Image Shrink(byte[] file, int width, int height, PictureFit fit)
    {
        using var header = Image.NewFromBuffer(file);
        if (!ColourProfile.ChangesColours(header))
            return Image.ThumbnailBuffer(file, width, FailOnError, height, SizeOf(fit), crop: CropOf(fit));

        // Where a shrunk picture mixes colours, it must mix those of sRGB: most of the shrinking comes after the change.
        var side = Math.Max(LeastConverted, 4 * Math.Max(width, height));
        return Shrink(Image.ThumbnailBuffer(file, side, FailOnError, side, Enums.Size.Down, outputProfile: "srgb"), width, height, fit);
    }

    private static Image Shrink(Image image, int width, int height, PictureFit fit)
    {
        using (image)
            return image.ThumbnailImage(width, height, SizeOf(fit), crop: CropOf(fit));
    }

    private static Enums.Size SizeOf(PictureFit fit) => fit == PictureFit.Squash ? Enums.Size.Force : Enums.Size.Both;

    private static Enums.Interesting CropOf(PictureFit fit) => fit == PictureFit.CentreCrop ? Enums.Interesting.Centre : Enums.Interesting.None;

    // A scientific TIFF may carry channels that are no colours, and libvips takes the last of them for transparency. Null where there are none.
    private static Image? LoadColours(byte[] file)
    {
        using var image = Image.TiffloadBuffer(file, failOn: Enums.FailOn.Error);
        return image.Bands > 4 ? image.ExtractBand(0, 3) : null;
    }

    private static Image ToRgb(Image image)
    {
        var colours = image.Interpretation == Enums.Interpretation.Srgb && image.Format == Enums.BandFormat.Uchar
            ? image
            : Replace(image, image.Colourspace(Enums.Interpretation.Srgb));
        return colours.HasAlpha() ? Replace(colours, colours.Flatten(background: White)) : colours;
    }

    private static Image Replace(Image old, Image replacement)
    {
        old.Dispose();
        return replacement;
    }

    private static string Sniff(ReadOnlySpan<byte> bytes) =>
        PictureSniffer.FindProblem(bytes) is { } problem ? throw new PictureFormatException(problem) : PictureSniffer.FindMediaType(bytes)!;
}
