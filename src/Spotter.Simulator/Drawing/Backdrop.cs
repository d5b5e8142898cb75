namespace Spotter.Simulator.Drawing;

/// <summary>What is behind or below the subject.</summary>
internal sealed class Backdrop(Canvas canvas)
{
    private readonly Chance _chance = canvas.Chance;

    /// <summary>Something a board may hang on or stand before.</summary>
    public void Wall()
    {
        switch (_chance.Whole(0, 4))
        {
            case 0:
                Bricks();
                break;
            case 1:
                Tiles();
                break;
            case 2:
                Planks(upright: true);
                break;
            case 3:
                Street();
                break;
            default:
                Plaster();
                break;
        }
    }

    /// <summary>Something a plate may stand on.</summary>
    public void Table()
    {
        switch (_chance.Whole(0, 3))
        {
            case 0:
                Planks(upright: _chance.Hit(0.5));
                break;
            case 1:
                Marble();
                break;
            case 2:
                Cloth();
                break;
            default:
                Plaster();
                break;
        }
    }

    public void Plaster()
    {
        var (hue, saturation, lightness) = (_chance.Between(0, 360), _chance.Between(5, 40), _chance.Between(35, 85));
        canvas.Fill(canvas.Linear(Chance.Hsl(hue, saturation, lightness), Chance.Hsl(hue, saturation, lightness - 18), _chance.Next(), 1));
        canvas.Specks(0, 0, Canvas.Width, canvas.Height, 250, "#000", 4, 0.06);
    }

    private void Bricks()
    {
        var (hue, lightness) = (_chance.Between(5, 28), _chance.Between(30, 62));
        canvas.Fill(_chance.Colour(35, 12, _chance.Between(40, 75)));
        var height = _chance.Between(52, 90);
        for (var row = 0; row * height < canvas.Height; row++)
            for (var x = row % 2 == 0 ? 0 : -height * 1.2; x < Canvas.Width; x += height * 2.4)
                canvas.Rectangle(x + 4, (row * height) + 4, (height * 2.4) - 8, height - 8, _chance.Colour(hue, 40, lightness, 5));
    }

    private void Tiles()
    {
        var (hue, saturation) = (_chance.Between(0, 360), _chance.Between(0, 30));
        canvas.Fill(Chance.Hsl(hue, 5, 60));
        var (width, height) = _chance.Hit(0.5) ? (150.0, 75.0) : (110.0, 110.0);
        for (var row = 0; row * height < canvas.Height; row++)
            for (var x = height < width && row % 2 == 1 ? -width / 2 : 0; x < Canvas.Width; x += width)
                canvas.Rectangle(x + 3, (row * height) + 3, width - 6, height - 6, _chance.Colour(hue, saturation, 86, 3));
    }

    private void Planks(bool upright)
    {
        var (hue, saturation, lightness) = (_chance.Between(20, 38), _chance.Between(20, 50), _chance.Between(25, 68));
        canvas.Fill(Chance.Hsl(hue, saturation, lightness - 15));
        var (length, across) = upright ? (canvas.Height, Canvas.Width) : (Canvas.Width, canvas.Height);
        var grain = new List<(IReadOnlyList<Spot>, bool)>();
        for (double at = 0, size; at < across; at += size)
        {
            size = _chance.Between(90, 200);
            var plank = _chance.Colour(hue, saturation, lightness, 4);
            canvas.Rectangle(upright ? at : 0, upright ? 0 : at, upright ? size - 4 : length, upright ? length : size - 4, plank);
            for (var i = 0; i < 5; i++)
                grain.Add(([.. GrainOf(at + _chance.Between(8, size - 8), length, upright)], true));
        }

        canvas.Strokes(grain, "#2a1608", 2.5, 0.2);
    }

    private IEnumerable<Spot> GrainOf(double at, double length, bool upright)
    {
        for (var i = 0; i <= 5; i++)
        {
            var (along, across) = (i * length / 5, at + _chance.Between(-7, 7));
            yield return upright ? new Spot(across, along) : new Spot(along, across);
        }
    }

    private void Marble()
    {
        var lightness = _chance.Hit(0.7) ? 90 : 22;
        canvas.Fill(_chance.Colour(220, 6, lightness, 3));
        var veins = Enumerable.Range(0, 9).Select(_ =>
        {
            var (x, y) = (_chance.Between(-100, 900), _chance.Between(-100, canvas.Height));
            return ((IReadOnlyList<Spot>)[.. Enumerable.Range(0, 6).Select(
                i => new Spot(x + (i * 90) + _chance.Between(-40, 40), y + (i * 60) + _chance.Between(-40, 40)))], true);
        }).ToList();
        canvas.Strokes(veins, "#888", 5, 0.25);
        canvas.Strokes(veins, "#888", 20, 0.08);
    }

    private void Cloth()
    {
        canvas.Fill("#f4efe6");
        var colour = _chance.Colour(_chance.Between(0, 360), 55, 50);
        var step = _chance.Between(60, 130);
        for (double x = 0; x < Canvas.Width; x += step * 2)
            canvas.Rectangle(x, 0, step, canvas.Height, colour, 0.45);
        for (double y = 0; y < canvas.Height; y += step * 2)
            canvas.Rectangle(0, y, Canvas.Width, step, colour, 0.45);
    }

    private void Street()
    {
        canvas.Fill(canvas.Linear(_chance.Colour(205, 30, 80), _chance.Colour(30, 15, 55), 0, 1));
        for (var x = -40.0; x < Canvas.Width; x += _chance.Between(120, 260))
            canvas.Rectangle(x, _chance.Between(60, 380), _chance.Between(130, 240), canvas.Height, _chance.Colour(
                _chance.Between(0, 60), 20, 58), 0.85);
        var ground = canvas.Height * 0.78;
        canvas.Rectangle(0, ground, Canvas.Width, canvas.Height - ground, _chance.Colour(220, 4, 55));
        for (var i = 1; i < 9; i++)
            canvas.Line(Canvas.Width / 2, ground - 200, (i - 4) * 360, canvas.Height, "#000", 3, 0.1);
        for (var i = _chance.Whole(0, 5); i > 0; i--)
            canvas.Ellipse(_chance.Between(0, Canvas.Width), _chance.Between(100, 700), 60, 60, "#fff2c0", 0.25);
    }
}
