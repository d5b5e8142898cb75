namespace Spotter.Simulator.Drawing;

/// <summary>Draws pictures as SVG. The same kind, seed and width always give the same text.</summary>
public static class PictureArtist
{
    private const double MenuShare = 0.45;

    // What a shop posts beside its boards is food, rooms and people; print is seldom. Where it is half of the others, a model learns to
    // tell print from print, and no longer that a picture full of words is mostly a board.
    private const double PrintShare = 0.1;

    /// <summary>Draws one picture, square or 4:5 upright.</summary>
    /// <param name="kind">What it shows.</param>
    /// <param name="seed">Which one.</param>
    /// <param name="width">In pixels.</param>
    public static string Draw(PictureKind kind, int seed, int width = 1080) => Paint(kind, seed).ToSvg(width);

    /// <summary>What is written in the same picture, in no order: a dish and its price are two.</summary>
    public static IReadOnlyList<string> WordsOf(PictureKind kind, int seed) => Paint(kind, seed).Written;

    /// <summary>
    /// Draws one picture to train on that looks more like a photograph: letters are harder to read. A fixed menu with prices counts as a
    /// board here, and of the others one in ten is full of words that offer nothing.
    /// </summary>
    internal static string DrawSpoiled(PictureKind kind, int seed, Spoiling spoiling) =>
        PaintSpoiled(kind, seed, spoiling.Noise).ToSvg((int)spoiling.Width, spoiling);

    /// <summary>What is written in the same picture, in no order.</summary>
    internal static IReadOnlyList<string> WordsOfSpoiled(PictureKind kind, int seed) => PaintSpoiled(kind, seed, noise: 0).Written;

    private static Canvas PaintSpoiled(PictureKind kind, int seed, int noise)
    {
        var canvas = new Canvas(seed);
        if (kind == PictureKind.SpecialsBoard)
            DrawOffer(canvas, isMenu: canvas.Chance.Hit(MenuShare));
        else if (canvas.Chance.Hit(PrintShare))
            new PrintPainter(canvas).Print();
        else
            DrawOther(canvas, isForTraining: true);
        Light.Shine(canvas);
        canvas.Specks(0, 0, Canvas.Width, canvas.Height, noise, "#fff", 3, 0.25);
        canvas.Specks(0, 0, Canvas.Width, canvas.Height, noise, "#000", 3, 0.25);
        return canvas;
    }

    // Many boards and some menus name no price, and many are small in their picture.
    private static void DrawOffer(Canvas canvas, bool isMenu)
    {
        var hasPrices = canvas.Chance.Hit(isMenu ? 0.8 : 0.6);
        new Backdrop(canvas).Wall();
        var painter = new BoardPainter(canvas, hasPrices, smallest: 0.35);
        if (isMenu)
            painter.FullMenu();
        else
            painter.Specials();
    }

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
    private static void DrawOther(Canvas canvas, bool isForTraining = false)
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
                new BoardPainter(canvas).Notice(withMenu: !isForTraining);
                break;
        }
    }
}
