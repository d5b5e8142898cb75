namespace Spotter.Simulator.Drawing;

/// <summary>The light that lies over a whole picture, and the camera's own noise.</summary>
internal static class Light
{
    public static void Shine(Canvas canvas)
    {
        var chance = canvas.Chance;
        if (chance.Hit(0.7))
            canvas.Fill(
                canvas.Linear(
                    chance.Hit(0.5) ? "#fff1d0" : "#dcebff",
                    "#000",
                    chance.Between(-1, 1),
                    1,
                    chance.Between(0, 0.22),
                    chance.Between(0.05, 0.26)
                )
            );
        if (chance.Hit(0.6))
            canvas.Fill(
                canvas.Radial("#000", "#000", 0, chance.Between(0.25, 0.6), chance.Between(0.35, 0.65), chance.Between(0.35, 0.65), 0.8));
        if (chance.Hit(0.3))
            Glare(canvas);
        if (chance.Hit(0.25))
            Shadow(canvas);
        canvas.Specks(0, 0, Canvas.Width, canvas.Height, 160, "#fff", 2.5, 0.2);
        canvas.Specks(0, 0, Canvas.Width, canvas.Height, 160, "#000", 2.5, 0.2);
    }

    private static void Glare(Canvas canvas)
    {
        var (x, y, radius) = (
            canvas.Chance.Between(0, Canvas.Width), canvas.Chance.Between(0, canvas.Height * 0.7), canvas.Chance.Between(150, 420));
        canvas.Ellipse(x, y, radius, radius * canvas.Chance.Between(0.4, 1), canvas.Radial("#fff", "#fff", 0.4, 0));
    }

    /// <summary>The shadow of something outside the picture: a window's bar, a passer-by.</summary>
    private static void Shadow(Canvas canvas)
    {
        var (x, width, lean) = (canvas.Chance.Between(-100, 900), canvas.Chance.Between(150, 500), canvas.Chance.Between(-400, 400));
        canvas.Polygon([new(x, 0), new(x + width, 0), new(x + width + lean, canvas.Height), new(x + lean, canvas.Height)], "#000", 0.18);
    }
}
