namespace Spotter.Simulator.Drawing;

/// <summary>Small drawings of one line, as people leave them on boards.</summary>
internal sealed class Doodles(Canvas canvas)
{
    private readonly Chance _chance = canvas.Chance;

    public void Draw(double x, double y, double size, string ink)
    {
        var strokes = _chance.Whole(0, 4) switch
        {
            0 => Bowl(),
            1 => Star(),
            2 => Heart(),
            3 => Flower(),
            _ => Fish(),
        };
        canvas.Strokes(
            strokes.Select(stroke => ((IReadOnlyList<Spot>)[.. stroke.Spots.Select(spot => Place(spot, x, y, size))], stroke.Smooth)),
            ink,
            Math.Max(5, size * 0.06),
            0.9
        );
    }

    private static IEnumerable<(Spot[] Spots, bool Smooth)> Bowl() =>
    [
        ([new(-1, 0), new(1, 0)], false), ([new(-1, 0), new(-0.9, 0.8), new(0, 0.9), new(0.9, 0.8), new(1, 0)], true),
        ([new(-0.4, -0.2), new(-0.6, -0.5), new(-0.2, -0.6), new(-0.4, -1)], true), (
            [new(0.3, -0.2), new(0.1, -0.5), new(0.5, -0.6), new(0.3, -1)], true),
    ];

    private static IEnumerable<(Spot[] Spots, bool Smooth)> Star() =>
        [([.. Enumerable.Range(0, 6).Select(i => new Spot(Math.Sin(i * 4 * Math.PI / 5), -Math.Cos(i * 4 * Math.PI / 5)))], false)];

    private static IEnumerable<(Spot[] Spots, bool Smooth)> Heart() =>
        [([new(0, 0.9), new(-1.2, 0), new(-0.8, -1), new(0, -0.8), new(0, -0.4)], true), (
            [new(0, 0.9), new(1.2, 0), new(0.8, -1), new(0, -0.8), new(0, -0.4)], true)];

    private static IEnumerable<(Spot[] Spots, bool Smooth)> Flower()
    {
        for (var i = 0; i < 6; i++)
        {
            var angle = i * Math.Tau / 6;
            Spot At(double radius, double turn) => new(radius * Math.Cos(angle + turn), (radius * Math.Sin(angle + turn)) - 0.3);
            yield return ([At(0.15, 0), At(0.8, -0.5), At(0.9, 0.5), At(0.15, 0)], true);
        }

        yield return ([new(0, 0), new(0.1, 0.6), new(0, 1.2)], true);
    }

    private static IEnumerable<(Spot[] Spots, bool Smooth)> Fish() =>
    [
        ([new(-1, 0), new(-0.3, -0.7), new(0.5, -0.4), new(1.1, 0.5)], true), (
            [new(-1, 0), new(-0.3, 0.7), new(0.5, 0.4), new(1.1, -0.5)], true),
        ([new(1.1, -0.5), new(1.1, 0.5)], false), ([new(-0.6, -0.1), new(-0.58, -0.1)], false),
    ];

    private Spot Place(Spot spot, double x, double y, double size) =>
        new(x + ((spot.X + _chance.Between(-0.05, 0.05)) * size), y + ((spot.Y + _chance.Between(-0.05, 0.05)) * size));
}
