using System.Numerics;

namespace Spotter.Reading.Ordering;

/// <summary>A line on a page that is laid straight.</summary>
internal sealed record PlacedLine(FoundLine Line, float Left, float Right, float Top, float Bottom)
{
    // Numbers alone, as prices are, belong to what stands beside them.
    private const int LettersOfWords = 3;

    public float Height => Bottom - Top;

    public float Middle => (Top + Bottom) / 2;

    public bool HasWords { get; } = Line.Text.Count(char.IsLetter) >= LettersOfWords;

    /// <summary>Lays a line on a page.</summary>
    /// <param name="line">The line.</param>
    /// <param name="along">The way in which the page's lines run.</param>
    public static PlacedLine On(FoundLine line, Vector2 along)
    {
        var down = new Vector2(-along.Y, along.X);
        var (x, y) = (Vector2.Dot(line.Box.Centre, along), Vector2.Dot(line.Box.Centre, down));
        var (width, height) = (Extent(along), Extent(down));
        return new(line, x - (width / 2), x + (width / 2), y - (height / 2), y + (height / 2));

        float Extent(Vector2 axis) => Math.Abs(Vector2.Dot(line.Box.Along, axis)) > Math.Sqrt(0.5) ? line.Box.Width : line.Box.Height;
    }
}
