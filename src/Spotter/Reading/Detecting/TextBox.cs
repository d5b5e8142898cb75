using System.Numerics;

namespace Spotter.Reading.Detecting;

/// <summary>A rectangle around a line of text, turned as the line is.</summary>
/// <param name="Centre">Its middle, in pixels.</param>
/// <param name="Along">The way in which the line runs, of length 1.</param>
/// <param name="Width">Its length along the line, in pixels.</param>
/// <param name="Height">Its length across the line, in pixels.</param>
internal readonly record struct TextBox(Vector2 Centre, Vector2 Along, float Width, float Height)
{
    // From the head of a letter to its foot.
    public Vector2 Down => new(-Along.Y, Along.X);

    /// <summary>True where the line runs downwards, or upwards.</summary>
    public bool RunsDownwards => MathF.Abs(Along.Y) > MathF.Abs(Along.X);

    /// <summary>Where the line begins at the top.</summary>
    public Vector2 Start => Centre - (Along * (Width / 2)) - (Down * (Height / 2));

    /// <summary>Clockwise from <see cref="Start"/>, as the reader of the line sees it.</summary>
    public Vector2[] Corners =>
        [Start, Start + (Along * Width), Start + (Along * Width) + (Down * Height), Start + (Down * Height)];

    /// <summary>The same rectangle, read from its other end.</summary>
    public TextBox Opposite => this with { Along = -Along };

    /// <summary>The same rectangle, read downwards where it was read to the right.</summary>
    public TextBox Quarter => new(Centre, Down, Height, Width);

    /// <summary>The same rectangle in a picture as it was before it was turned by a quarter, clockwise.</summary>
    /// <param name="width">Of the picture that was turned, in pixels.</param>
    public TextBox TurnBack(float width) => this with { Centre = new(Centre.Y, width - Centre.X), Along = new(Along.Y, -Along.X) };

    /// <summary>
    /// The smallest rectangle around an outline: one of its sides lies on a side of the outline (Freeman and Shapira, 1975). It is turned
    /// by at most 45 degrees.
    /// </summary>
    /// <param name="hull">The corners of a convex outline, at least one.</param>
    public static TextBox Around(IReadOnlyList<Vector2> hull)
    {
        var best = Around(hull, Vector2.UnitX);
        for (var corner = 0; corner < hull.Count; corner++)
        {
            var side = hull[(corner + 1) % hull.Count] - hull[corner];
            if (side == Vector2.Zero)
                continue;

            var box = Around(hull, Upright(Vector2.Normalize(side)));
            if (box.Width * box.Height < best.Width * best.Height)
                best = box;
        }

        return best;
    }

    /// <summary>Grows each side by area x ratio / perimeter.</summary>
    public TextBox Grow(float ratio)
    {
        var by = Width + Height == 0 ? 0 : Width * Height * ratio / (Width + Height);
        return this with { Width = Width + by, Height = Height + by };
    }

    /// <summary>The rectangle in a picture that is so many times as wide and as high.</summary>
    public TextBox Scale(Vector2 times)
    {
        var (along, down) = (Along * times, Down * times);
        return new(Centre * times, Vector2.Normalize(along), Width * along.Length(), Height * down.Length());
    }

    private static Vector2 Upright(Vector2 way)
    {
        var across = MathF.Abs(way.X) >= MathF.Abs(way.Y) ? way : new Vector2(way.Y, -way.X);
        return across.X < 0 ? -across : across;
    }

    /// <summary>The smallest rectangle around points that is turned in a given way.</summary>
    public static TextBox Around(IReadOnlyList<Vector2> hull, Vector2 along)
    {
        var down = new Vector2(-along.Y, along.X);
        var (left, right, top, bottom) = (float.MaxValue, float.MinValue, float.MaxValue, float.MinValue);
        foreach (var corner in hull)
        {
            var (x, y) = (Vector2.Dot(corner, along), Vector2.Dot(corner, down));
            (left, right) = (MathF.Min(left, x), MathF.Max(right, x));
            (top, bottom) = (MathF.Min(top, y), MathF.Max(bottom, y));
        }

        return new((along * ((left + right) / 2)) + (down * ((top + bottom) / 2)), along, right - left, bottom - top);
    }
}
