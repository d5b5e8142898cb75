using NetVips;
using Spotter.Pictures;

namespace Spotter.Vision.Decoding;

/// <summary>Reads pictures with libvips, which decodes no more of them than the wanted size needs.</summary>
public sealed class VipsPictureDecoder : IPictureDecoder
{
    private const string Tiff = "image/tiff";
    private const string FailOnError = "[fail_on=error]";

    /// <summary>The library's name and version.</summary>
    public static string Version => Vips.Version;

    /// <inheritdoc/>
    public PictureInfo Identify(ReadOnlyMemory<byte> bytes)
    {
        var mediaType = Sniff(bytes.Span);
        return Vips.Run(() =>
        {
            using var image = Image.NewFromBuffer(bytes.Span);
            return new PictureInfo(mediaType, image.Width, image.PageHeight);
        });
    }

    /// <inheritdoc/>
    public void Decode(ReadOnlyMemory<byte> bytes, int width, int height, PictureFit fit, Span<byte> rgb)
    {
        var mediaType = Sniff(bytes.Span);
        var pixels = Vips.Run(() =>
        {
            using var image = ToRgb(mediaType == Tiff && LoadColours(bytes) is { } colours ? Shrink(colours, width, height, fit) : Shrink(bytes, width, height, fit));
            using var padded = fit == PictureFit.Pad ? image.Gravity(Enums.CompassDirection.Centre, width, height) : image;
            // Computed on this thread: libvips' own writers hand the pixels to a thread of theirs and wait.
            using var region = Region.New(padded);
            return region.Fetch(0, 0, width, height);
        });
        if (pixels.Length != rgb.Length)
            throw new PictureFormatException($"it decodes to {pixels.Length} bytes where {rgb.Length} are wanted");

        pixels.CopyTo(rgb);
    }

    // The thumbnail's own fail-on reaches only some of the loaders.
    private static Image Shrink(ReadOnlyMemory<byte> bytes, int width, int height, PictureFit fit) =>
        Image.ThumbnailBuffer(bytes.ToArray(), width, FailOnError, height, SizeOf(fit), crop: CropOf(fit));

    private static Image Shrink(Image image, int width, int height, PictureFit fit)
    {
        using (image)
            return image.ThumbnailImage(width, height, SizeOf(fit), crop: CropOf(fit));
    }

    private static Enums.Size SizeOf(PictureFit fit) => fit == PictureFit.Squash ? Enums.Size.Force : Enums.Size.Both;

    private static Enums.Interesting CropOf(PictureFit fit) => fit == PictureFit.CentreCrop ? Enums.Interesting.Centre : Enums.Interesting.None;

    // A scientific TIFF may carry channels that are no colours, and libvips takes the last of them for transparency. Null where there are none.
    private static Image? LoadColours(ReadOnlyMemory<byte> bytes)
    {
        using var image = Image.NewFromBuffer(bytes.Span, failOn: Enums.FailOn.Error);
        return image.Bands > 4 ? image.ExtractBand(0, 3) : null;
    }

    private static Image ToRgb(Image image)
    {
        var flat = image.HasAlpha() ? Replace(image, image.Flatten()) : image;
        return flat.Interpretation == Enums.Interpretation.Srgb && flat.Format == Enums.BandFormat.Uchar
            ? flat
            : Replace(flat, flat.Colourspace(Enums.Interpretation.Srgb));
    }

    private static Image Replace(Image old, Image replacement)
    {
        old.Dispose();
        return replacement;
    }

    private static string Sniff(ReadOnlySpan<byte> bytes) =>
        PictureSniffer.FindProblem(bytes) is { } problem ? throw new PictureFormatException(problem) : PictureSniffer.FindMediaType(bytes)!;
}
