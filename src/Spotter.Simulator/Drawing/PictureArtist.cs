namespace Spotter.Simulator.Drawing;

/// <summary>Draws pictures as SVG. The same kind, seed and width always give the same text.</summary>
public static class PictureArtist
{
    /// <summary>Draws one picture, square or 4:5 upright.</summary>
    /// <param name="kind">What it shows.</param>
    /// <param name="seed">Which one.</param>
    /// <param name="width">In pixels.</param>
    public static string Draw(PictureKind kind, int seed, int width = 1080) => Paint(kind, seed).ToSvg(width);

    /// <summary>What is written in the same picture, in no order: a dish and its price are two.</summary>
    public static IReadOnlyList<string> WordsOf(PictureKind kind, int seed) => Paint(kind, seed).Written;

    private static Canvas Paint(PictureKind kind, int seed)
    {
        var canvas = new Canvas(seed);
        if (kind == PictureKind.SpecialsBoard)
            DrawSpecials(canvas);
        else
            DrawOther(canvas);
        Light.Shine(canvas);
        return canvas;
    }

    private static void DrawSpecials(Canvas canvas)
    {
        new Backdrop(canvas).Wall();
        new BoardPainter(canvas).Specials();
    }

    /// <summary>One in five is a board that offers no specials: those are the hard ones.</summary>
    private static void DrawOther(Canvas canvas)
    {
        switch (canvas.Chance.Whole(0, 9))
        {
            case <= 2:
                new FoodPainter(canvas).Plate();
                break;
            case 3:
                new FoodPainter(canvas).Cup();
                break;
            case 4:
                new PlacePainter(canvas).Room();
                break;
            case 5:
                new PlacePainter(canvas).ShopFront();
                break;
            case <= 7:
                new PlacePainter(canvas).People();
                break;
            default:
                new Backdrop(canvas).Wall();
                new BoardPainter(canvas).Notice();
                break;
        }
    }
}
