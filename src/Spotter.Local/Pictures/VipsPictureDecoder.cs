using Spotter.Local.Native;
using Spotter.Pictures;

namespace Spotter.Local.Pictures;

/// <summary>Reads pictures with libvips, which decodes no more of them than the wanted size needs.</summary>
public sealed unsafe class VipsPictureDecoder : IPictureDecoder
{
    private const string TiffLoader = "tiffload_buffer";

    // Whatever else libvips can read (drawings, documents, scientific formats) is nothing that an account posts.
    private static readonly Dictionary<string, string> MediaTypes = new(StringComparer.Ordinal)
    {
        ["jpegload_buffer"] = "image/jpeg",
        ["pngload_buffer"] = "image/png",
        ["webpload_buffer"] = "image/webp",
        ["gifload_buffer"] = "image/gif",
        [TiffLoader] = "image/tiff",
        ["heifload_buffer"] = "image/avif",
    };

    /// <summary>The library's name and version.</summary>
    public static string Version => VipsOperation.Version;

    /// <inheritdoc/>
    public PictureInfo Identify(ReadOnlyMemory<byte> bytes)
    {
        using var pin = bytes.Pin();
        var data = (byte*)pin.Pointer;
        var loader = FindLoader(data, bytes.Length);
        using var load = VipsOperation.New(loader).WithBuffer(data, bytes.Length);
        using var image = load.RunToImage();
        return new PictureInfo(MediaTypes[loader], image.Width, image.PageHeight);
    }

    /// <inheritdoc/>
    public void Decode(ReadOnlyMemory<byte> bytes, int width, int height, PictureFit fit, Span<byte> rgb)
    {
        using var pin = bytes.Pin();
        var data = (byte*)pin.Pointer;
        var loader = FindLoader(data, bytes.Length);
        var image = loader == TiffLoader && LoadColours(data, bytes.Length) is { } colours
            ? Replace(colours, Scale("thumbnail_image", width, height, fit))
            : Shrink(data, bytes.Length, width, height, fit);
        try
        {
            image = ToRgb(image);
            if (fit == PictureFit.Pad)
                image = Replace(image, VipsOperation.New("gravity").With("direction", "centre").With("width", width).With("height", height));
            image.CopyTo(rgb);
        }
        finally
        {
            image.Dispose();
        }
    }

    private static VipsImage Shrink(byte* data, int length, int width, int height, PictureFit fit)
    {
        // The thumbnail's own fail-on reaches only some of the loaders.
        using var thumbnail = Scale("thumbnail_buffer", width, height, fit).WithBuffer(data, length).With("option-string", "[fail_on=error]");
        return thumbnail.RunToImage();
    }

    private static VipsOperation Scale(string operation, int width, int height, PictureFit fit) => VipsOperation.New(operation)
        .With("width", width)
        .With("height", height)
        .With("size", fit == PictureFit.Squash ? "force" : "both")
        .With("crop", fit == PictureFit.CentreCrop ? "centre" : "none");

    // A scientific TIFF may carry channels that are no colours, and libvips takes the last of them for transparency. Null where there are none.
    private static VipsImage? LoadColours(byte* data, int length)
    {
        using var load = VipsOperation.New(TiffLoader).WithBuffer(data, length).With("fail_on", "error");
        var image = load.RunToImage();
        if (image.Bands > 4)
            return Replace(image, VipsOperation.New("extract_band").With("band", 0).With("n", 3));

        image.Dispose();
        return null;
    }

    private static VipsImage ToRgb(VipsImage image)
    {
        if (image.HasAlpha)
            image = Replace(image, VipsOperation.New("flatten"));
        if (!image.IsPlainRgb)
            image = Replace(image, VipsOperation.New("colourspace").With("space", "srgb"));
        return image;
    }

    private static VipsImage Replace(VipsImage image, VipsOperation operation)
    {
        using (image)
        using (operation)
            return operation.With("in", image).RunToImage();
    }

    private static string FindLoader(byte* data, int length)
    {
        var bytes = new ReadOnlySpan<byte>(data, length);
        if (PictureSniffer.FindProblem(bytes) is { } problem)
            throw new PictureFormatException(problem);

        return VipsOperation.FindLoader(data, length) is { } loader && MediaTypes.GetValueOrDefault(loader) == PictureSniffer.FindMediaType(bytes)
            ? loader
            : throw new PictureFormatException("its first bytes are those of a picture and the rest is not");
    }
}
