namespace Spotter.Simulator.Drawing;

/// <summary>What a board is made of, its frame and the inks that suit it.</summary>
internal sealed record BoardSurface(string Back, string Edge, string? Frame, bool Chalk, IReadOnlyList<string> Inks)
{
    private static readonly string[] Chalks = ["#f6f3ea", "#f6f3ea", "#ffe98a", "#ffc2cf", "#a9dcff", "#c5f2b0", "#ffcf96"];
    private static readonly string[] Markers = ["#1c1c22", "#1540a8", "#b3131b", "#0c7a3c", "#6a1b8f"];
    private static readonly string[] Pens = ["#22201d", "#33241a", "#8c1d18", "#1c3f5f", "#2d5a2e"];

    public static BoardSurface Pick(Chance chance) => chance.Whole(0, 9) switch
    {
        <= 3 => new(chance.Colour(200, 6, 15, 4), chance.Colour(210, 6, 10, 3), Wood(chance), true, Chalks),
        <= 5 => new(chance.Colour(150, 26, 20, 5), chance.Colour(155, 26, 14, 4), Wood(chance), true, Chalks),
        <= 7 => new(chance.Colour(205, 10, 94, 3), chance.Colour(210, 10, 86, 3), chance.Colour(210, 4, 66, 5), false, Markers),
        8 => new(chance.Colour(34, 40, 68, 5), chance.Colour(32, 40, 58, 4), null, false, Pens),
        _ => new(chance.Colour(45, 40, 92, 3), chance.Colour(42, 35, 84, 3), chance.Hit(0.5) ? Wood(chance) : null, false, Pens),
    };

    /// <summary>Draws the board on the canvas's plane, with its shadow and frame around it.</summary>
    public void Draw(Canvas canvas, double width, double height)
    {
        var frame = Frame is null ? 0 : canvas.Chance.Between(18, 48);
        canvas.Rectangle(-frame + 22, -frame + 30, width + (2 * frame), height + (2 * frame), "#000", 0.28);
        if (Frame is { } colour)
            DrawFrame(canvas, width, height, frame, colour);
        canvas.Rectangle(0, 0, width, height, canvas.Linear(Back, Edge, canvas.Chance.Next(), 1));
        if (Chalk)
            Smear(canvas, width, height);
    }

    private static string Wood(Chance chance) => chance.Colour(28, 45, chance.Between(22, 60), 8);

    private static void DrawFrame(Canvas canvas, double width, double height, double frame, string colour)
    {
        canvas.Rectangle(-frame, -frame, width + (2 * frame), height + (2 * frame), colour);
        canvas.Polygon([new(-frame, -frame), new(width + frame, -frame), new(width, 0), new(0, 0)], "#fff", 0.16);
        canvas.Polygon([new(-frame, height + frame), new(width + frame, height + frame), new(width, height), new(0, height)], "#000", 0.25);
        canvas.Polygon([new(width + frame, -frame), new(width + frame, height + frame), new(width, height), new(width, 0)], "#000", 0.14);
        var grain = Enumerable.Range(0, 14).Select(_ => canvas.Chance.Between(-frame, 0)).ToList();
        canvas.Strokes(
            grain.Select(y => ((IReadOnlyList<Spot>)[new Spot(-frame, y), new Spot(width + frame, y)], false)), "#000", 1.5, 0.12);
    }

    /// <summary>Chalk that was wiped away before.</summary>
    private static void Smear(Canvas canvas, double width, double height)
    {
        var chance = canvas.Chance;
        var strokes = Enumerable.Range(0, chance.Whole(4, 14)).Select(_ =>
        {
            var (x, y) = (chance.Between(80, width - 350), chance.Between(60, height - 60));
            return ((IReadOnlyList<Spot>)[new Spot(x, y), new Spot(x + chance.Between(80, 160), y + chance.Between(-40, 40)), new Spot(
                x + chance.Between(200, 280), y + chance.Between(-50, 50))], true);
        }).ToList();
        canvas.Strokes(strokes, "#fff", chance.Between(30, 60), chance.Between(0.02, 0.06));
    }
}
