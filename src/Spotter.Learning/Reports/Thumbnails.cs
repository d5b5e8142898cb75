using System.Collections.Concurrent;
using Spotter.Pictures;

namespace Spotter.Learning.Reports;

/// <summary>Makes small pictures that a page carries inside itself.</summary>
internal static class Thumbnails
{
    // The page shows a square of 112 from the middle.
    private const int MaxSide = 150;

    /// <summary>A data address for each picture that can be read, by its path.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> MakeAsync(
        IPictureDrawer drawer, IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var thumbnails = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(paths, cancellationToken, async (path, token) =>
        {
            try
            {
                var jpeg = drawer.DrawJpeg(await File.ReadAllBytesAsync(path, token), MaxSide);
                thumbnails[path] = $"data:image/jpeg;base64,{Convert.ToBase64String(jpeg)}";
            }
            catch (Exception e) when (e is PictureFormatException or IOException or UnauthorizedAccessException)
            {
                // The page says its name without it.
            }
        });
        return thumbnails;
    }
}
