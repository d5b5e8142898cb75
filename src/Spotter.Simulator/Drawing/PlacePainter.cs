namespace Spotter.Simulator.Drawing;

/// <summary>Draws rooms, shop fronts and people.</summary>
internal sealed class PlacePainter(Canvas canvas)
{
    private readonly Chance _chance = canvas.Chance;

    public void Room()
    {
        var (wallHue, floor) = (_chance.Between(0, 360), canvas.Height * _chance.Between(0.55, 0.72));
        canvas.Fill(canvas.Linear(Chance.Hsl(wallHue, 22, 84), Chance.Hsl(wallHue, 22, 66), 0.3, 1));
        canvas.Rectangle(
            0, floor, Canvas.Width, canvas.Height - floor, canvas.Linear(_chance.Colour(30, 38, 38), _chance.Colour(30, 38, 54), 0, 1));
        canvas.Strokes(Enumerable.Range(-9, 19).Select(i => ((IReadOnlyList<Spot>)[new Spot(540 + (i * 70), floor), new Spot(
            540 + (i * 330), canvas.Height)], false)), "#000", 3, 0.16);
        Windows(floor);
        Lamps();
        for (var i = _chance.Whole(1, 3); i > 0; i--)
            TableWithChairs(_chance.Between(100, 980), floor + _chance.Between(60, 260), _chance.Between(0.8, 1.5));
        if (_chance.Hit(0.5))
            Plant(_chance.Pick((double[])[90, 990]), floor + 130);
        if (_chance.Hit(0.4))
            Person(_chance.Between(250, 830), floor + 90, _chance.Between(330, 470));
    }

    public void ShopFront()
    {
        var hue = _chance.Between(0, 360);
        canvas.Fill(_chance.Colour(hue, 25, 60));
        var (top, ground) = (canvas.Height * 0.3, canvas.Height * 0.86);
        canvas.Rectangle(60, top - 220, 960, 130, _chance.Colour(hue + 180, 45, 26));
        new Hand(canvas, printed: true).WriteCentred(
            _chance.Pick((string[])["Dave's", "Bakery", "Cafe Nord", "Deli", "Corner Shop", "Pasta Co"]),
            540,
            top - 190,
            70,
            800,
            "#f7ecd2"
        );
        Awning(top);
        for (var i = 0; i < 2; i++)
            Window(90 + (i * 640), top + 140, 270, ground - top - 220);
        Door(410, top + 120, 260, ground - top - 120);
        canvas.Rectangle(0, ground, Canvas.Width, canvas.Height - ground, _chance.Colour(30, 5, 62));
        for (var x = 0; x < Canvas.Width; x += 180)
            canvas.Line(x, ground, x - 60, canvas.Height, "#000", 4, 0.15);
        if (_chance.Hit(0.5))
            Plant(_chance.Pick((double[])[80, 1000]), ground + 40);
        if (_chance.Hit(0.4))
            Person(_chance.Between(150, 930), ground + 60, _chance.Between(420, 560));
    }

    public void People()
    {
        if (_chance.Hit(0.5))
            new Backdrop(canvas).Wall();
        else
            new Backdrop(canvas).Plaster();
        var count = _chance.Whole(1, 4);
        for (var i = 0; i < count; i++)
        {
            var (height, top) = (_chance.Between(1900, 2500) / Math.Sqrt(count), canvas.Height * _chance.Between(0.12, 0.34));
            Person(((i + 0.5) * Canvas.Width / count) + _chance.Between(-50, 50), top + height, height);
        }
    }

    /// <summary>A person who stands at a place and is this tall.</summary>
    private void Person(double x, double feet, double height)
    {
        var head = height / 13;
        var (skin, shirt) = (
            _chance.Colour(24, 45, _chance.Between(30, 76)), _chance.Colour(_chance.Between(0, 360), 45, _chance.Between(25, 75)));
        var (hair, top) = (_chance.Colour(28, 35, _chance.Between(8, 50)), feet - height);
        canvas.Line(x - (head * 0.8), feet - (height * 0.45), x - (head * 0.9), feet, _chance.Colour(220, 25, 25), head * 1.5);
        canvas.Line(x + (head * 0.8), feet - (height * 0.45), x + (head * 0.9), feet, _chance.Colour(220, 25, 25), head * 1.5);
        var lift = _chance.Between(-0.5, 3);
        canvas.Strokes(
            [
                (
                    [
                        new(x - (head * 1.9), top + (head * 3.4)),
                        new(x - (head * 3.2), top + (head * 5.4)),
                        new(x - (head * 2.2), top + (head * (7.5 - lift))),
                    ],
                    true
                ),
                (
                    [
                        new(x + (head * 1.9), top + (head * 3.4)),
                        new(x + (head * 3.2), top + (head * 5.4)),
                        new(x + (head * 2.4), top + (head * (7.2 - lift))),
                    ],
                    true
                ),
            ],
            shirt,
            head * 1.1
        );
        canvas.Blob(
            [
                new(x - (head * 2.2), top + (head * 3)),
                new(x, top + (head * 2.5)),
                new(x + (head * 2.2), top + (head * 3)),
                new(x + (head * 2), top + (head * 6)),
                new(x + (head * 1.9), top + (head * 8)),
                new(x - (head * 1.9), top + (head * 8)),
                new(x - (head * 2), top + (head * 6)),
            ],
            shirt
        );
        if (_chance.Hit(0.4))
            canvas.Polygon(
                [
                    new(x - (head * 1.2), top + (head * 4)),
                    new(x + (head * 1.2), top + (head * 4)),
                    new(x + (head * 1.7), top + (head * 8.5)),
                    new(x - (head * 1.7), top + (head * 8.5)),
                ],
                _chance.Colour(210, 10, _chance.Hit(0.5) ? 20 : 90)
            );
        canvas.Line(x, top + (head * 2), x, top + (head * 2.8), skin, head * 0.9);
        canvas.Ellipse(x, top + (head * 0.9), head * 1.12, head * 1.25, hair);
        canvas.Ellipse(x, top + (head * 1.2), head * 0.95, head * 1.2, canvas.Radial(skin, skin, 1, 0.92));
        canvas.Specks(x - (head * 0.38), top + (head * 1.1), 0.1, 0.1, 1, "#241a14", head * 0.2, 1);
        canvas.Specks(x + (head * 0.38), top + (head * 1.1), 0.1, 0.1, 1, "#241a14", head * 0.2, 1);
        canvas.Strokes(
            [
                (
                    [new(x - (head * 0.35), top + (head * 1.75)), new(x, top + (head * 1.98)), new(x + (head * 0.35), top + (head * 1.75))],
                    true
                ),
            ],
            "#7a2b26",
            head * 0.12
        );
    }

    private void Windows(double floor)
    {
        var count = _chance.Whole(1, 3);
        var width = (Canvas.Width / count) - 110;
        for (var i = 0; i < count; i++)
            Window((i * Canvas.Width / count) + 55, floor * 0.2, width, floor * 0.55);
    }

    private void Window(double x, double y, double width, double height)
    {
        canvas.Rectangle(x - 14, y - 14, width + 28, height + 28, _chance.Colour(30, 20, _chance.Hit(0.5) ? 90 : 25));
        canvas.Rectangle(x, y, width, height, canvas.Linear(_chance.Colour(200, 55, 80), _chance.Colour(190, 40, 62), 0.4, 1));
        for (var i = 0; i < 4; i++)
            canvas.Ellipse(
                x + _chance.Between(width * 0.2, width * 0.8),
                y + (height * 0.78),
                width * 0.18,
                height * 0.16,
                _chance.Colour(115, 35, 45),
                0.7
            );
        canvas.Polygon(
            [
                new(x + (width * 0.1), y),
                new(x + (width * 0.35), y),
                new(x + (width * 0.12), y + height),
                new(x, y + height),
                new(x, y + (height * 0.5)),
            ],
            "#fff",
            0.28
        );
        canvas.Line(x + (width / 2), y, x + (width / 2), y + height, "#e9e2d4", 12);
    }

    private void Lamps()
    {
        for (var i = _chance.Whole(1, 4); i > 0; i--)
        {
            var (x, y) = (_chance.Between(120, 960), _chance.Between(130, 300));
            canvas.Line(x, 0, x, y, "#222", 5);
            canvas.Ellipse(x, y + 60, 170, 170, canvas.Radial("#fff3c4", "#fff3c4", 0.75, 0));
            canvas.Polygon([new(x - 26, y), new(x + 26, y), new(x + 78, y + 70), new(x - 78, y + 70)], _chance.Colour(
                _chance.Between(0, 360), 40, 30));
        }
    }

    private void TableWithChairs(double x, double y, double scale)
    {
        var wood = _chance.Colour(26, 48, 36);
        foreach (var side in (int[])[-1, 1])
        {
            canvas.Line(x + (side * 210 * scale), y - (130 * scale), x + (side * 200 * scale), y + (190 * scale), wood, 20 * scale);
            canvas.Line(x + (side * 205 * scale), y + (60 * scale), x + (side * 120 * scale), y + (60 * scale), wood, 24 * scale);
            canvas.Line(x + (side * 125 * scale), y + (60 * scale), x + (side * 125 * scale), y + (190 * scale), wood, 16 * scale);
        }

        canvas.Line(x, y, x, y + (200 * scale), wood, 26 * scale);
        canvas.Ellipse(x, y, 175 * scale, 52 * scale, _chance.Colour(30, 40, 58));
        canvas.Ellipse(x - (40 * scale), y - (6 * scale), 42 * scale, 13 * scale, "#f4efe6");
    }

    private void Plant(double x, double y)
    {
        canvas.Polygon([new(x - 55, y - 90), new(x + 55, y - 90), new(x + 40, y + 40), new(x - 40, y + 40)], _chance.Colour(15, 50, 45));
        for (var i = 0; i < 16; i++)
        {
            var (angle, length) = (_chance.Between(-2.7, -0.4), _chance.Between(110, 260));
            var (tipX, tipY) = (x + (length * Math.Cos(angle)), y - 90 + (length * Math.Sin(angle)));
            canvas.Blob(
                [
                    new(x, y - 90),
                    new(((x + tipX) / 2) - 26, (y - 90 + tipY) / 2),
                    new(tipX, tipY),
                    new(((x + tipX) / 2) + 26, (y - 90 + tipY) / 2),
                ],
                _chance.Colour(115, 42, 33, 9)
            );
        }
    }

    private void Awning(double top)
    {
        var colour = _chance.Colour(_chance.Between(0, 360), 60, 42);
        for (var i = 0; i < 12; i++)
        {
            var (left, right) = (60 + (i * 80), 140 + (i * 80));
            var fill = i % 2 == 0 ? colour : "#f6f1e6";
            canvas.Polygon([new(left, top - 70), new(right, top - 70), new(right + ((i - 5.5) * 6), top + 60), new(
                left + ((i - 6) * 6), top + 60)], fill);
            canvas.Ellipse(((left + right) / 2) + ((i - 5.75) * 6), top + 60, 43, 26, fill);
        }
    }

    private void Door(double x, double y, double width, double height)
    {
        canvas.Rectangle(x, y, width, height, _chance.Colour(_chance.Between(0, 360), 40, 28));
        canvas.Rectangle(x + 40, y + 50, width - 80, height * 0.5, canvas.Linear("#dfeef2", "#8fb2bd", 0.4, 1));
        canvas.Ellipse(x + width - 30, y + (height * 0.62), 13, 13, "#d9b45a");
    }
}
