namespace Spotter.Simulator.Drawing;

/// <summary>
/// A flat rectangle seen from anywhere: maps its own units to the canvas by the projective map that takes its corners to four given places
/// (Heckbert 1989, Fundamentals of Texture Mapping and Image Warping, section 2.2.3).
/// </summary>
internal sealed class Plane
{
    private readonly double _a, _b, _c, _d, _e, _f, _g, _h;

    /// <param name="width">The rectangle's own width.</param>
    /// <param name="height">The rectangle's own height.</param>
    /// <param name="corners">Where its corners are seen: top left, top right, bottom right, bottom left.</param>
    public Plane(double width, double height, IReadOnlyList<Spot> corners)
    {
        Width = width;
        Height = height;
        var (p0, p1, p2, p3) = (corners[0], corners[1], corners[2], corners[3]);
        var (dx1, dx2, sx) = (p1.X - p2.X, p3.X - p2.X, p0.X - p1.X + p2.X - p3.X);
        var (dy1, dy2, sy) = (p1.Y - p2.Y, p3.Y - p2.Y, p0.Y - p1.Y + p2.Y - p3.Y);
        var determinant = (dx1 * dy2) - (dx2 * dy1);
        _g = ((sx * dy2) - (dx2 * sy)) / determinant;
        _h = ((dx1 * sy) - (sx * dy1)) / determinant;
        (_a, _b, _c) = (p1.X - p0.X + (_g * p1.X), p3.X - p0.X + (_h * p3.X), p0.X);
        (_d, _e, _f) = (p1.Y - p0.Y + (_g * p1.Y), p3.Y - p0.Y + (_h * p3.Y), p0.Y);
    }

    public double Width { get; }

    public double Height { get; }

    public Spot Map(Spot spot)
    {
        var (u, v) = (spot.X / Width, spot.Y / Height);
        var w = (_g * u) + (_h * v) + 1;
        return new Spot(((_a * u) + (_b * v) + _c) / w, ((_d * u) + (_e * v) + _f) / w);
    }
}
