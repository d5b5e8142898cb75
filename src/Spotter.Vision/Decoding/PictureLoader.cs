using NetVips;

namespace Spotter.Vision.Decoding;

/// <summary>
/// Opens a picture with the loader of the format that its first bytes tell. Left to itself, libvips asks all its loaders in turn, and one
/// may
/// take what is another's: a phone's HDR photograph is a JPEG.
/// </summary>
internal static class PictureLoader
{
    private const Enums.Access InTurn = Enums.Access.Sequential;
    private const Enums.FailOn Damage = Enums.FailOn.Error;

    /// <summary>Opens the picture at its own size; its pixels are decoded when they are asked for, from the top down, once.</summary>
    /// <param name="file">The picture's bytes.</param>
    /// <param name="mediaType">What its first bytes tell.</param>
    /// <exception cref="VipsException">It cannot be read.</exception>
    public static Image Open(Source file, string mediaType) => mediaType switch
    {
        "image/jpeg" => Image.JpegloadSource(file, access: InTurn, failOn: Damage),
        "image/png" => Image.PngloadSource(file, access: InTurn, failOn: Damage),
        "image/webp" => Image.WebploadSource(file, access: InTurn, failOn: Damage),
        "image/gif" => Image.GifloadSource(file, access: InTurn, failOn: Damage),
        "image/tiff" => Image.TiffloadSource(file, access: InTurn, failOn: Damage),
        "image/avif" => Image.HeifloadSource(file, access: InTurn, failOn: Damage),
        _ => throw new ArgumentOutOfRangeException(nameof(mediaType), mediaType, "there is no loader for this media type"),
    };

    /// <summary>
    /// Opens the picture again, shrunk by its format's own means and by no more than the factor; gives the picture itself where there are
    /// none.
    /// </summary>
    /// <param name="image">The picture at its own size; disposed of where another takes its place.</param>
    /// <param name="file">The picture's bytes.</param>
    /// <param name="mediaType">What its first bytes tell.</param>
    /// <param name="factor">How many times smaller the picture is wanted, in the direction where that is less.</param>
    /// <exception cref="VipsException">It cannot be read.</exception>
    public static Image Shrink(Image image, Source file, string mediaType, double factor)
    {
        // Of a picture of a few rows or columns one must stay.
        factor = Math.Min(factor, Math.Min(image.Width, image.Height));
        switch (mediaType)
        {
            case "image/jpeg" when JpegFactor(factor) is > 1 and var whole:
                image.Dispose();
                return Image.JpegloadSource(file, shrink: whole, access: InTurn, failOn: Damage);
            case "image/webp" when factor > 1:
                image.Dispose();
                return Image.WebploadSource(file, scale: 1 / factor, access: InTurn, failOn: Damage);
            default:
                return image;
        }
    }

    // A JPEG shrinks block by block, which sharpens it: a factor of two at least is left for the resizing, as libvips' own thumbnails do
    // (vips_thumbnail_find_jpegshrink).
    private static int JpegFactor(double factor) => factor switch
    {
        >= 16 => 8,
        >= 8 => 4,
        >= 4 => 2,
        _ => 1,
    };
}
