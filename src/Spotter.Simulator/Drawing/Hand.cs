namespace Spotter.Simulator.Drawing;

/// <summary>How one person writes.</summary>
internal sealed class Hand
{
    private const double LetterGap = 1.6;
    private const double SpaceWidth = 2.6;

    private readonly Canvas _canvas;
    private readonly double _wobble;
    private readonly double _slant;
    private readonly double _spread;
    private readonly double _rise;
    private readonly bool _capitals;

    public Hand(Canvas canvas, bool printed = false)
    {
        var chance = canvas.Chance;
        _canvas = canvas;
        _wobble = printed ? 0 : chance.Between(0.05, 0.3);
        _slant = printed ? 0 : chance.Between(-0.08, 0.3);
        _spread = chance.Between(0.75, 1.05);
        _rise = printed ? 0 : chance.Between(-0.03, 0.03);
        _capitals = chance.Hit(0.45);
        Weight = chance.Between(0.09, 0.17);
    }

    /// <summary>Stroke width per height of a capital.</summary>
    public double Weight { get; }

    /// <summary>Chalk leaves a broken, dusty stroke.</summary>
    public bool Chalk { get; init; }

    /// <summary>The width of a line of text whose capitals have this height.</summary>
    public double Measure(string text, double size) =>
        Cased(text).Sum(c => StrokeFont.Find(c) is { } glyph ? (glyph.Width * _spread) + LetterGap : SpaceWidth)
        * size
        / StrokeFont.CapHeight;

    /// <summary>Writes one line; <paramref name="y"/> is the top of its capitals.</summary>
    public void Write(string text, double x, double y, double size, string colour)
    {
        var strokes = Lay(Cased(text), x, y, size).ToList();
        if (strokes.Count == 0)
            return;

        _canvas.Written.Add(Cased(text));
        var width = size * Weight;
        if (Chalk)
            _canvas.Strokes(strokes, colour, width * 1.7, 0.16);
        _canvas.Strokes(strokes, colour, width, Chalk ? 0.85 : 1);
    }

    /// <summary>Writes one line with its middle at <paramref name="x"/>, smaller where it would be wider than allowed.</summary>
    public void WriteCentred(string text, double x, double y, double size, double most, string colour)
    {
        var fitting = Math.Min(size, size * most / Measure(text, size));
        Write(text, x - (Measure(text, fitting) / 2), y + ((size - fitting) / 2), fitting, colour);
    }

    private string Cased(string text) => _capitals ? text.ToUpperInvariant() : text;

    private IEnumerable<(IReadOnlyList<Spot>, bool)> Lay(string text, double x, double y, double size)
    {
        var unit = size / StrokeFont.CapHeight;
        var start = x;
        foreach (var character in text)
        {
            if (StrokeFont.Find(character) is not { } glyph)
            {
                x += SpaceWidth * unit;
                continue;
            }

            var lift = (_canvas.Chance.Between(-0.5, 0.5) * _wobble * 1.5) + ((x - start) * _rise / unit);
            foreach (var (spots, smooth) in glyph.Strokes)
                yield return ([.. spots.Select(spot => Place(spot, x, y, unit, lift))], smooth);
            x += ((glyph.Width * _spread) + LetterGap) * unit;
        }
    }

    private Spot Place(Spot spot, double x, double y, double unit, double lift)
    {
        var across = (spot.X * _spread) + Wobble() + ((StrokeFont.CapHeight - spot.Y) * _slant);
        return new Spot(x + (across * unit), y + ((spot.Y + Wobble() - lift) * unit));
    }

    private double Wobble() => _canvas.Chance.Between(-_wobble, _wobble);
}
