using Spotter.Pictures;

namespace Spotter.Reading;

/// <summary>Sizes of pictures that are made smaller.</summary>
internal static class PictureScale
{
    /// <summary>A picture's own size, or the one of its shape that has so many pixels.</summary>
    public static (int Width, int Height) AtMost(PictureInfo info, long pixels)
    {
        var scale = Math.Min(1, Math.Sqrt((double)pixels / ((double)info.Width * info.Height)));
        return (Math.Max(1, (int)(info.Width * scale)), Math.Max(1, (int)(info.Height * scale)));
    }

    /// <summary>The same in whole tiles, at least one each way: the whole number of them that is nearest.</summary>
    public static (int Width, int Height) InTiles(PictureInfo info, long pixels, int tile)
    {
        var (width, height) = AtMost(info, pixels);
        return (Tiles(width), Tiles(height));
        int Tiles(int side) => Math.Max(1, (int)Math.Round((double)side / tile)) * tile;
    }
}
