namespace Spotter.Simulator.Drawing;

/// <summary>Draws plates of food and cups.</summary>
internal sealed class FoodPainter(Canvas canvas)
{
    private readonly Chance _chance = canvas.Chance;

    public void Plate()
    {
        new Backdrop(canvas).Table();
        var (x, y, radius) = (540 + _chance.Between(-90, 90), (canvas.Height / 2) + _chance.Between(-110, 110), _chance.Between(330, 480));
        var squeeze = _chance.Hit(0.5) ? 1 : _chance.Between(0.55, 0.9);
        Cutlery(x, y, radius);
        Dish(x, y, radius, squeeze);
        switch (_chance.Whole(0, 5))
        {
            case 0:
                Soup(x, y, radius, squeeze);
                break;
            case 1:
                Salad(x, y, radius * 0.7, squeeze);
                break;
            case 2:
                Pizza(x, y, radius * 0.82, squeeze);
                break;
            case 3:
                Cake(x, y, radius * 0.5);
                break;
            default:
                Sandwich(x, y, radius * 0.62);
                break;
        }

        for (var i = _chance.Whole(0, 2); i > 0; i--)
            SmallCup(_chance.Pick((double[])[120, 960]), _chance.Pick((double[])[150, canvas.Height - 150]), _chance.Between(90, 150));
    }

    public void Cup()
    {
        new Backdrop(canvas).Table();
        SmallCup(540 + _chance.Between(-120, 120), (canvas.Height / 2) + _chance.Between(-100, 100), _chance.Between(230, 360));
        if (_chance.Hit(0.5))
            Cookie(_chance.Between(150, 350), canvas.Height - 230, _chance.Between(90, 150));
        if (_chance.Hit(0.4))
            SmallCup(_chance.Between(800, 980), _chance.Between(140, 300), 150);
    }

    private void Dish(double x, double y, double radius, double squeeze)
    {
        var (hue, saturation, lightness) = _chance.Hit(0.65)
            ? (40.0, 12.0, 95.0)
            : (_chance.Between(0, 360), _chance.Between(20, 50), _chance.Between(30, 80));
        canvas.Ellipse(x + 25, y + 35, radius * 1.04, radius * squeeze * 1.04, canvas.Radial("#000", "#000", 0.55, 0));
        canvas.Ellipse(x, y, radius, radius * squeeze, Chance.Hsl(hue, saturation, lightness));
        canvas.Ring(x, y, radius * 0.97, radius * squeeze * 0.97, Chance.Hsl(hue, saturation, lightness - 14), 6);
        canvas.Ellipse(x, y, radius * 0.76, radius * squeeze * 0.76, canvas.Radial(
            Chance.Hsl(hue, saturation, lightness), Chance.Hsl(hue, saturation, lightness - 9)));
    }

    private void Soup(double x, double y, double radius, double squeeze)
    {
        var hue = _chance.Pick((double[])[12, 28, 42, 75, 20]);
        var (rx, ry) = (radius * 0.7, radius * squeeze * 0.7);
        canvas.Ellipse(x, y, rx, ry, canvas.Radial(_chance.Colour(hue, 72, 52), _chance.Colour(hue, 70, 36)));
        canvas.Strokes([([.. Enumerable.Range(0, 40).Select(
            i => new Spot(x + (i * rx * 0.018 * Math.Cos(i * 0.5)), y + (i * ry * 0.018 * Math.Sin(i * 0.5))))], true)], "#fff8e6", 9, 0.7);
        Pieces(x, y, rx * 0.75, ry * 0.75, 16, 16, [110, 95, 130], 45, 32);
        Pieces(x, y, rx * 0.6, ry * 0.6, 7, 34, [36, 40], 60, 60);
    }

    private void Salad(double x, double y, double radius, double squeeze)
    {
        Pieces(x, y, radius, radius * squeeze, 60, 85, [95, 105, 85, 120], 50, 42);
        Pieces(x, y, radius * 0.9, radius * squeeze * 0.9, 12, 48, [4, 8, 45, 320], 70, 50);
        Pieces(x, y, radius * 0.9, radius * squeeze * 0.9, 30, 16, [40, 25], 40, 80);
    }

    private void Pizza(double x, double y, double radius, double squeeze)
    {
        canvas.Blob(Round(x, y, radius, radius * squeeze, 18, 0.03), _chance.Colour(32, 60, 50));
        canvas.Blob(Round(x, y, radius * 0.88, radius * squeeze * 0.88, 18, 0.04), _chance.Colour(10, 75, 42));
        Pieces(x, y, radius * 0.8, radius * squeeze * 0.8, 32, 60, [46, 44, 50], 75, 74);
        Pieces(x, y, radius * 0.72, radius * squeeze * 0.72, 12, 46, [4, 2, 358], 65, 38);
        Pieces(x, y, radius * 0.72, radius * squeeze * 0.72, 9, 34, [115], 50, 30);
        canvas.Line(x - (radius * 0.9), y, x + (radius * 0.9), y + 20, "#6b3410", 4, 0.5);
        canvas.Line(x, y - (radius * squeeze * 0.9), x - 15, y + (radius * squeeze * 0.9), "#6b3410", 4, 0.5);
    }

    private void Cake(double x, double y, double size)
    {
        var hue = _chance.Pick((double[])[20, 340, 45, 30]);
        canvas.Polygon(
            [new(x - size, y + (size * 0.1)), new(x + size, y - (size * 0.5)), new(x + size, y + (size * 0.25)), new(x - size, y + size)],
            _chance.Colour(hue, 55, 62)
        );
        canvas.Polygon(
            [new(x - size, y + (size * 0.1)), new(x + size, y - (size * 0.5)), new(x + (size * 0.7), y - (size * 0.8))],
            _chance.Colour(hue, 40, 85)
        );
        for (var layer = 1; layer < 3; layer++)
            canvas.Line(
                x - size, y + (size * ((0.3 * layer) + 0.1)), x + size, y - (size * (0.5 - (0.25 * layer))), "#fff6e8", size * 0.08);
        Pieces(x + (size * 0.3), y - (size * 0.5), size * 0.3, size * 0.12, 5, size * 0.16, [350, 2], 80, 42);
    }

    private void Sandwich(double x, double y, double size)
    {
        for (var half = 0; half < 2; half++)
        {
            var (left, top) = (x - (size * 0.9) + (half * size * 0.75), y - (size * 0.35) + (half * size * 0.3));
            Layer(left, top + (size * 0.52), size, size * 0.2, _chance.Colour(33, 62, 55));
            Layer(left, top + (size * 0.4), size, size * 0.16, _chance.Colour(_chance.Pick((double[])[5, 350, 25]), 45, 62));
            Layer(left - 12, top + (size * 0.33), size + 24, size * 0.13, _chance.Colour(100, 55, 45));
            Layer(left, top + (size * 0.25), size, size * 0.12, _chance.Colour(46, 85, 62));
            Layer(left, top + (size * 0.16), size, size * 0.12, _chance.Colour(8, 75, 48));
            Layer(left, top - (size * 0.08), size, size * 0.28, _chance.Colour(33, 62, 58));
            canvas.Ellipse(left + (size * 0.5), top, size * 0.36, size * 0.07, "#fff", 0.2);
        }

        Pieces(x + (size * 0.7), y - (size * 0.5), size * 0.4, size * 0.25, 12, 70, [45, 42], 70, 64);
    }

    private void Layer(double x, double y, double width, double height, string colour)
    {
        var top = Enumerable.Range(0, 7).Select(i => new Spot(x + (i * width / 6), y + _chance.Between(-6, 6)));
        var bottom = Enumerable.Range(0, 7).Select(i => new Spot(x + width - (i * width / 6), y + height + _chance.Between(-7, 7)));
        canvas.Blob([.. top, .. bottom], colour);
    }

    private void SmallCup(double x, double y, double radius)
    {
        var cup = _chance.Colour(_chance.Between(0, 360), _chance.Hit(0.6) ? 6 : 45, _chance.Hit(0.7) ? 92 : 45, 3);
        canvas.Ellipse(x + 15, y + 24, radius * 1.3, radius * 1.3, canvas.Radial("#000", "#000", 0.5, 0));
        canvas.Ellipse(x, y, radius * 1.2, radius * 1.2, cup);
        canvas.Ring(x, y, radius * 0.95, radius * 0.95, "#000", 3, 0.12);
        canvas.Strokes(
            [
                (
                    [
                        new(x + (radius * 0.7), y - 20),
                        new(x + (radius * 1.35), y - 30),
                        new(x + (radius * 1.35), y + 30),
                        new(x + (radius * 0.7), y + 20),
                    ],
                    true
                ),
            ],
            cup,
            radius * 0.17
        );
        canvas.Ellipse(x, y, radius * 0.82, radius * 0.82, cup);
        canvas.Ellipse(x, y, radius * 0.74, radius * 0.74, canvas.Radial(_chance.Colour(26, 55, 45), _chance.Colour(22, 60, 22)));
        if (_chance.Hit(0.75))
            LatteArt(x, y, radius * 0.5);
    }

    private void LatteArt(double x, double y, double size)
    {
        for (var i = 0; i < 4; i++)
        {
            var (width, top) = (size * (1 - (i * 0.22)), y - (size * 0.7) + (i * size * 0.4));
            canvas.Strokes([([new(x - width, top), new(x, top + (size * 0.5)), new(x + width, top)], true)], "#f5e3c8", size * 0.14, 0.9);
        }

        canvas.Line(x, y - (size * 0.7), x, y + (size * 0.9), "#f5e3c8", size * 0.1, 0.9);
    }

    private void Cookie(double x, double y, double radius)
    {
        canvas.Ellipse(x + 10, y + 14, radius, radius, "#000", 0.25);
        canvas.Blob(Round(x, y, radius, radius, 14, 0.05), _chance.Colour(32, 52, 55));
        Pieces(x, y, radius * 0.7, radius * 0.7, 11, radius * 0.17, [22], 50, 20);
    }

    private void Cutlery(double x, double y, double radius)
    {
        if (_chance.Hit(0.3))
            return;

        var metal = _chance.Colour(215, 6, 74);
        var (left, right) = (x - radius - 55, x + radius + 55);
        canvas.Line(right, y - 190, right, y + 230, metal, 18);
        canvas.Ellipse(right, y - 210, 24, 95, metal);
        canvas.Line(left, y - 90, left, y + 230, metal, 18);
        canvas.Strokes(
            Enumerable
                .Range(-1, 3)
                .Select(i =>
                    (
                        (IReadOnlyList<Spot>)
                            [new Spot(left + (i * 18), y - 270), new Spot(left + (i * 18), y - 120), new Spot(left, y - 80)],
                        false
                    )
                ),
            metal,
            9
        );
    }

    /// <summary>Strews pieces of food over an ellipse.</summary>
    private void Pieces(
        double x, double y, double rx, double ry, int count, double size, double[] hues, double saturation, double lightness)
    {
        for (var i = 0; i < count; i++)
        {
            var (angle, distance, radius) = (_chance.Between(0, Math.Tau), Math.Sqrt(_chance.Next()), size * _chance.Between(0.6, 1.1));
            var (px, py) = (x + (rx * distance * Math.Cos(angle)), y + (ry * distance * Math.Sin(angle)));
            canvas.Blob(Round(px + 4, py + 6, radius, radius * 0.8, 7, 0.15), "#000", 0.16);
            canvas.Blob(Round(px, py, radius, radius * _chance.Between(0.5, 1), 7, 0.18), _chance.Colour(
                _chance.Pick(hues), saturation, lightness, 8));
        }
    }

    private List<Spot> Round(double x, double y, double rx, double ry, int count, double roughness) =>
        [.. Enumerable.Range(0, count).Select(i =>
        {
            var (angle, stretch) = (i * Math.Tau / count, 1 + _chance.Between(-roughness, roughness));
            return new Spot(x + (rx * stretch * Math.Cos(angle)), y + (ry * stretch * Math.Sin(angle)));
        })];
}
