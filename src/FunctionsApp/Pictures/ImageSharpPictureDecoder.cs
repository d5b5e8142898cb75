using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Memory;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;
using Spotter.Pictures;

namespace Spotter.FunctionsApp.Pictures;

/// <summary>Reads pictures with ImageSharp, within bounds of memory and pixels.</summary>
public sealed class ImageSharpPictureDecoder : IPictureDecoder
{
    // 100 megapixels of four bytes, and half as much again for what a decoder keeps beside them.
    private const int MostMegabytes = 600;
    private const long MostPixels = 100_000_000;

    private static readonly Configuration Formats = new(
        new JpegConfigurationModule(), new PngConfigurationModule(), new GifConfigurationModule(), new WebpConfigurationModule(), new TiffConfigurationModule())
    {
        MemoryAllocator = MemoryAllocator.Create(new MemoryAllocatorOptions { AllocationLimitMegabytes = MostMegabytes }),
        // Pictures are decoded side by side.
        MaxDegreeOfParallelism = 1,
    };

    /// <inheritdoc/>
    public PictureInfo Identify(ReadOnlyMemory<byte> bytes) => Guard(bytes, () =>
    {
        var info = Image.Identify(new DecoderOptions { Configuration = Formats }, bytes.Span);
        return new PictureInfo(info.Metadata.DecodedImageFormat!.DefaultMimeType, info.Width, info.Height);
    });

    /// <inheritdoc/>
    public void Decode(ReadOnlyMemory<byte> bytes, int width, int height, PictureFit fit, Span<byte> rgb)
    {
        using var image = Guard(bytes, () => Load(bytes, width, height, fit));
        image.CopyPixelDataTo(rgb);
    }

    private static Image<Rgb24> Load(ReadOnlyMemory<byte> bytes, int width, int height, PictureFit fit)
    {
        var header = Image.Identify(new DecoderOptions { Configuration = Formats }, bytes.Span);
        if ((long)header.Width * header.Height > MostPixels)
            throw new PictureFormatException($"it is {header.Width} x {header.Height} pixels, and more than {MostPixels / 1_000_000} megapixels are not read");

        if (header.Metadata.DecodedImageFormat is JpegFormat)
            RequireEnd(bytes.Span);

        var options = new DecoderOptions { Configuration = Formats, MaxFrames = 1 };
        using var whole = Image.Load<Rgba32>(options, bytes.Span);
        whole.Mutate(image => image
            .AutoOrient()
            .BackgroundColor(Color.Black)
            .Resize(new ResizeOptions { Size = new Size(width, height), Mode = ToMode(fit), PadColor = Color.Black, Sampler = KnownResamplers.Triangle }));
        return whole.CloneAs<Rgb24>();
    }

    // ImageSharp fills up what is missing. Inside a JPEG's pixels these two bytes cannot occur (ITU-T T.81, B.1.1.5): a whole one has its last end after its last scan's start.
    private static void RequireEnd(ReadOnlySpan<byte> jpeg)
    {
        ReadOnlySpan<byte> endOfImage = [0xFF, 0xD9];
        ReadOnlySpan<byte> startOfScan = [0xFF, 0xDA];
        if (jpeg.LastIndexOf(endOfImage) < jpeg.LastIndexOf(startOfScan))
            throw new PictureFormatException("it ends before its last row");
    }

    private static ResizeMode ToMode(PictureFit fit) => fit switch
    {
        PictureFit.Squash => ResizeMode.Stretch,
        PictureFit.CentreCrop => ResizeMode.Crop,
        _ => ResizeMode.Pad,
    };

    private static T Guard<T>(ReadOnlyMemory<byte> bytes, Func<T> read)
    {
        if (bytes.IsEmpty)
            throw new PictureFormatException("the file is empty");

        try
        {
            return read();
        }
        catch (UnknownImageFormatException error)
        {
            throw new PictureFormatException("it is not a JPEG, PNG, WebP, GIF or TIFF file", error);
        }
        catch (Exception error) when (error is ImageFormatException or ImageProcessingException or InvalidMemoryOperationException or NotSupportedException)
        {
            throw new PictureFormatException(error.Message.ReplaceLineEndings(" "), error);
        }
        catch (Exception error) when (error is not (PictureFormatException or OutOfMemoryException))
        {
            // Some damage leads ImageSharp past the end of an array or to a null: a stranger's file must not end the scan of its account.
            throw new PictureFormatException("the file is damaged", error);
        }
    }
}
