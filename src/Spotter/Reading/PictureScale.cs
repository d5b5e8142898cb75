using Spotter.Pictures;

namespace Spotter.Reading;

/// <summary>Sizes of pictures that are made smaller.</summary>
internal static class PictureScale
{
    // Letters of a small picture are found in a larger copy; more than this would only blur them.
    private const double MostEnlarged = 2;

    /// <summary>A picture's own size, or the one of its shape that has so many pixels.</summary>
    public static (int Width, int Height) AtMost(PictureInfo info, long pixels) => Scale(info, Math.Min(1, ScaleTo(info, pixels)));

    /// <summary>
    /// The size of a picture's shape that has so many pixels, or of one twice as wide and high, in whole tiles: the number of them that is
    /// nearest, and at least one each way. One so narrow that it would then have many more pixels is squeezed.
    /// </summary>
    public static (int Width, int Height) InTiles(PictureInfo info, long pixels, int tile)
    {
        var (width, height) = Scale(info, Math.Min(MostEnlarged, ScaleTo(info, pixels)));
        // A picture one pixel wide becomes a tile wide, and must not be so many times as much work.
        var longest = (int)Math.Max(tile, pixels / tile);
        return (Tiles(width), Tiles(height));
        int Tiles(int side) => Math.Max(1, (int)Math.Round((double)Math.Min(side, longest) / tile)) * tile;
    }

    private static double ScaleTo(PictureInfo info, long pixels) => Math.Sqrt((double)pixels / ((double)info.Width * info.Height));

    private static (int Width, int Height) Scale(PictureInfo info, double scale) =>
        (Math.Max(1, (int)(info.Width * scale)), Math.Max(1, (int)(info.Height * scale)));
}
