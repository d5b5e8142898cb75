using Spotter.Local.Native;
using Spotter.Pictures;

namespace Spotter.Local.Pictures;

/// <summary>Reads pictures with libvips, which decodes no more of them than the wanted size needs.</summary>
public sealed unsafe class VipsPictureDecoder : IPictureDecoder
{
    // Whatever else libvips can read (drawings, documents, scientific formats) is nothing that an account posts.
    private static readonly Dictionary<string, string> MediaTypes = new(StringComparer.Ordinal)
    {
        ["jpegload_buffer"] = "image/jpeg",
        ["pngload_buffer"] = "image/png",
        ["webpload_buffer"] = "image/webp",
        ["gifload_buffer"] = "image/gif",
        ["tiffload_buffer"] = "image/tiff",
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
        FindLoader(data, bytes.Length);

        using var thumbnail = VipsOperation.New("thumbnail_buffer")
            .WithBuffer(data, bytes.Length)
            .With("width", width)
            .With("height", height)
            .With("size", fit == PictureFit.Squash ? "force" : "both")
            .With("crop", fit == PictureFit.CentreCrop ? "centre" : "none")
            // The thumbnail's own fail-on reaches only some of the loaders.
            .With("option-string", "[fail_on=error]");
        var image = thumbnail.RunToImage();
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

    private static VipsImage ToRgb(VipsImage image)
    {
        if (image.HasAlpha)
            image = Replace(image, VipsOperation.New("flatten"));
        if (!image.IsPlainRgb)
            image = Replace(image, VipsOperation.New("colourspace").With("space", "srgb"));
        // A scientific TIFF may carry channels that are no colours.
        if (image.Bands > 3)
            image = Replace(image, VipsOperation.New("extract_band").With("band", 0).With("n", 3));
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
        if (length == 0)
            throw new PictureFormatException("the file is empty");

        return VipsOperation.FindLoader(data, length) is { } loader && MediaTypes.ContainsKey(loader)
            ? loader
            : throw new PictureFormatException("it is not a JPEG, PNG, WebP, GIF, TIFF or AVIF file");
    }
}
