using Spotter.Pictures;

namespace Spotter.Vision.Drawing;

/// <summary>Draws frames into pixels. ImageSharp's own drawing is a package of its own, which some registries lack.</summary>
/// <param name="rgb">Rows from the top; red, green, blue.</param>
/// <param name="width">In pixels.</param>
/// <param name="height">In pixels.</param>
internal sealed class FramePainter(byte[] rgb, int width, int height)
{
    // A line is seen in a picture that is shown as wide as a telephone.
    private const int WidthsInPicture = 400;

    // Seen on chalk boards and on paper.
    private static readonly byte[] Colour = [255, 64, 32];

    private readonly int _thickness = Math.Max(2, Math.Max(width, height) / WidthsInPicture);

    /// <summary>Draws a closed line through points.</summary>
    public void Draw(IReadOnlyList<PicturePoint> corners)
    {
        for (var corner = 0; corner < corners.Count; corner++)
            DrawLine(corners[corner], corners[(corner + 1) % corners.Count]);
    }

    private void DrawLine(PicturePoint from, PicturePoint to)
    {
        var (x, y) = (from.X * (width - 1), from.Y * (height - 1));
        var (across, down) = ((to.X - from.X) * (width - 1), (to.Y - from.Y) * (height - 1));
        var steps = (int)Math.Ceiling(Math.Max(Math.Abs(across), Math.Abs(down)));
        for (var step = 0; step <= steps; step++)
        {
            var share = steps == 0 ? 0 : (float)step / steps;
            Stamp((int)Math.Round(x + (across * share)), (int)Math.Round(y + (down * share)));
        }
    }

    private void Stamp(int x, int y)
    {
        var (left, top) = (Math.Max(0, x - (_thickness / 2)), Math.Max(0, y - (_thickness / 2)));
        var (right, bottom) = (Math.Min(width, left + _thickness), Math.Min(height, top + _thickness));
        for (var row = top; row < bottom; row++)
            for (var column = left; column < right; column++)
                Colour.CopyTo(rgb, 3 * ((row * width) + column));
    }
}
