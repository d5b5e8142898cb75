using System.Globalization;

namespace Spotter.Simulator.Drawing;

/// <summary>Draws pictures as SVG. The same kind, seed and width always give the same text.</summary>
public static class PictureArtist
{
    /// <summary>Draws one picture, square or 4:5 upright.</summary>
    /// <param name="kind">What it shows.</param>
    /// <param name="seed">Which one.</param>
    /// <param name="width">In pixels.</param>
    public static string Draw(PictureKind kind, int seed, int width = 1080) =>
        string.Create(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{width}"><rect width="100%" height="100%" fill="hsl({seed % 360},{(kind == PictureKind.Other ? 60 : 10)}%,40%)"/></svg>""");
}
