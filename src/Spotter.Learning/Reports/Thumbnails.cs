using System.Collections.Concurrent;
using Spotter.Pictures;

namespace Spotter.Learning.Reports;

/// <summary>Makes small pictures that a page carries inside itself.</summary>
internal static class Thumbnails
{
    private const int Side = 112;

    // The lowest bits are noise to the eye and most of the file to the compression.
    private const byte SeenBits = 0xF8;

    /// <summary>A data address for each picture that can be read, by its path.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> MakeAsync(IPictureDecoder decoder, IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var thumbnails = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(paths, cancellationToken, async (path, token) =>
        {
            try
            {
                thumbnails[path] = Make(decoder, await File.ReadAllBytesAsync(path, token));
            }
            catch (Exception e) when (e is PictureFormatException or IOException or UnauthorizedAccessException)
            {
                // The page says its name without it.
            }
        });
        return thumbnails;
    }

    private static string Make(IPictureDecoder decoder, byte[] picture)
    {
        var pixels = new byte[Side * Side * 3];
        decoder.Decode(picture, Side, Side, PictureFit.CentreCrop, pixels);
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] &= SeenBits;
        return $"data:image/png;base64,{Convert.ToBase64String(PngFile.Write(pixels, Side, Side))}";
    }
}
