using System.Globalization;

namespace Spotter.Simulator.Drawing;

/// <summary>Draws boards that are written on: chalk boards, white boards, paper.</summary>
/// <param name="canvas">Where to.</param>
/// <param name="hasPrices">False for dishes without prices.</param>
/// <param name="smallest">The least share of the picture's width that a board has.</param>
internal sealed class BoardPainter(Canvas canvas, bool hasPrices = true, double smallest = 0.66)
{
    private const double Width = 1000;

    private readonly Chance _chance = canvas.Chance;
    private double _height;
    private BoardSurface _surface = null!;
    private Hand _hand = null!;
    private IReadOnlyList<string> _inks = [];

    /// <summary>A board with the day's dishes.</summary>
    public void Specials()
    {
        Begin(printed: false);
        var top = WriteHeading(_chance.Pick(BoardTexts.SpecialsHeadings), 0.13);
        var dishes = _chance.PickSome(BoardTexts.Dishes, Math.Min(_chance.Whole(2, 6), Math.Max(2, (int)((_height - top - 110) / 90))));
        var line = Math.Min((_height - top - 110) / (dishes.Count + 0.6), 210);
        var centred = _chance.Hit(0.3);
        var size = dishes.Min(dish => FittingSize(dish, Math.Min(line * _chance.Between(0.42, 0.54), 88)));
        foreach (var dish in dishes)
        {
            WriteDish(dish, top, size, centred);
            top += line;
        }

        if (_chance.Hit(0.5))
            _hand.WriteCentred(_chance.Pick(BoardTexts.Extras), Width / 2, Math.Min(top, _height - 130), 52, 700, _chance.Pick(_inks));
        if (_chance.Hit(0.45))
            new Doodles(canvas).Draw(_chance.Between(120, 880), _height - 85, 60, _chance.Pick(_inks));
        End();
    }

    /// <summary>A menu in print or by hand: sections in one to three columns, dishes with prices, some described.</summary>
    public void FullMenu()
    {
        Begin(printed: _chance.Hit(0.7));
        var (columns, size) = (_chance.Whole(1, 3), _chance.Between(24, 40));
        var width = 860.0 / columns;
        var top = WriteHeading(_chance.Hit(0.5) ? "Menu" : _chance.Pick(BoardTexts.MenuSections), 0.1);
        var (hasSign, isDescribed) = (_chance.Hit(0.4), _chance.Hit(0.4));
        for (var column = 0; column < columns; column++)
        {
            var x = 70 + (column * width);
            for (var (y, row) = (top, 0); y < _height - 110; row++, y += size * 1.75)
                WriteRow(x, y, width - 40, size, row % 7, hasSign, isDescribed);
        }

        End();
    }

    private void WriteRow(double x, double y, double width, double size, int row, bool hasSign, bool isDescribed)
    {
        if (row == 0)
        {
            _hand.Write(_chance.Pick(BoardTexts.MenuSections), x, y, size * 1.2, _chance.Pick(_inks));
            return;
        }

        if (isDescribed && row % 3 == 0)
        {
            var extra = _chance.Pick(BoardTexts.Extras);
            _hand.Write(extra, x, y, Math.Min(size * 0.8, size * width / _hand.Measure(extra, size)), _inks[0]);
            return;
        }

        var price = string.Create(
            CultureInfo.InvariantCulture,
            $"{(hasSign ? "$" : "")}{_chance.Whole(2, 24)}{_chance.Pick((string[])[".50", ".95", ".00", ".25", ""])}");
        var dish = _chance.Pick(BoardTexts.Dishes);
        var fitting = Math.Min(size, size * (width - _hand.Measure(price, size) - 20) / _hand.Measure(dish, size));
        _hand.Write(dish, x, y, fitting, _inks[0]);
        if (hasPrices)
            _hand.Write(price, x + width - _hand.Measure(price, fitting), y, fitting, _inks[0]);
    }

    /// <summary>A board that offers nothing of the day: hours, a welcome, a drawing, and a fixed menu where asked for.</summary>
    public void Notice(bool withMenu = true)
    {
        switch (_chance.Whole(withMenu ? 0 : 1, 3))
        {
            case 0:
                Menu();
                break;
            case 1:
                Drawing();
                break;
            default:
                Announcement();
                break;
        }
    }

    private void Announcement()
    {
        Begin(printed: _chance.Hit(0.3));
        var lines = _chance.Pick(BoardTexts.Notices);
        var line = Math.Min((_height - 160) / (lines.Count + 0.5), 300);
        var top = (_height - (line * lines.Count)) / 2;
        foreach (var text in lines)
        {
            _hand.WriteCentred(text, Width / 2, top + (line * 0.2), line * 0.62, 820, _chance.Pick(_inks));
            top += line;
        }

        End();
    }

    private void Menu()
    {
        Begin(printed: true);
        var ink = _inks[0];
        canvas.Ellipse(Width / 2, 150, 100, 100, _chance.Colour(_chance.Between(0, 360), 60, 45));
        _hand.WriteCentred(_chance.Pick((string[])["D", "B", "M", "K", "R"]), Width / 2, 105, 90, 120, _surface.Back);
        var column = 0;
        var rows = Math.Clamp((int)((((_height - 340) / 2) - 110) / 44), 1, 5);
        foreach (var section in _chance.PickSome(BoardTexts.MenuSections, 4))
        {
            var (x, y) = (90 + (column % 2 * 450), 300 + (column / 2 * (_height - 340) / 2));
            column++;
            _hand.Write(section, x, y, 40, _chance.Pick(_inks));
            canvas.Line(x, y + 62, x + 370, y + 62, ink, 3);
            for (var row = 0; row < rows; row++)
            {
                _hand.Write(_chance.Pick(BoardTexts.Dishes).Split(' ')[0], x, y + 85 + (row * 44), 22, ink);
                _hand.Write(Price(), x + 300, y + 85 + (row * 44), 22, ink);
            }
        }

        End();
    }

    private void Drawing()
    {
        Begin(printed: false);
        var doodles = new Doodles(canvas);
        for (var i = _chance.Whole(1, 3); i > 0; i--)
            doodles.Draw(
                _chance.Between(250, 750), _chance.Between(_height * 0.3, _height * 0.7), _chance.Between(150, 280), _chance.Pick(_inks));
        End();
    }

    private void Begin(bool printed)
    {
        _surface = BoardSurface.Pick(_chance);
        _inks = _chance.PickSome(_surface.Inks, _chance.Whole(1, 3));
        var portrait = _chance.Hit(0.75);
        _height = Width * (portrait ? _chance.Between(1.1, 1.4) : _chance.Between(0.7, 0.95));
        canvas.Plane = LayPlane();
        _surface.Draw(canvas, Width, _height);
        _hand = new Hand(canvas, printed) { Chalk = _surface.Chalk };
    }

    private void End()
    {
        if (_surface.Chalk)
            canvas.Specks(20, 20, Width - 40, _height - 40, 120, "#fff", 3, 0.12);
        canvas.Plane = null;
    }

    /// <summary>Lays the board somewhere near the middle of the picture, turned and seen from a side.</summary>
    private Plane LayPlane()
    {
        var scale = Math.Min(
            Canvas.Width * _chance.Between(smallest, 1.02) / Width,
            canvas.Height * _chance.Between(smallest + 0.04, 0.98) / _height);
        var (halfWidth, halfHeight) = (Width * scale / 2, _height * scale / 2);
        var (x, y) = ((Canvas.Width / 2) + _chance.Between(-40, 40), (canvas.Height / 2) + _chance.Between(-40, 40));
        var angle = _chance.Between(-0.09, 0.09);
        var (lean, turn) = (_chance.Between(-0.1, 0.1), _chance.Between(-0.12, 0.12));
        Spot Corner(double across, double down)
        {
            var (u, v) = (across * halfWidth * (1 + (lean * down)), down * halfHeight * (1 + (turn * across)));
            return new Spot(x + (u * Math.Cos(angle)) - (v * Math.Sin(angle)), y + (u * Math.Sin(angle)) + (v * Math.Cos(angle)));
        }

        return new Plane(Width, _height, [Corner(-1, -1), Corner(1, -1), Corner(1, 1), Corner(-1, 1)]);
    }

    /// <summary>Writes the heading, in one or two lines, and what is around it; returns where the next line may start.</summary>
    private double WriteHeading(string heading, double share)
    {
        var size = Math.Clamp(_height * share, 100, 150);
        var ink = _chance.Pick(_inks);
        var words = heading.Split(' ');
        var split = words.Length > 2 && _chance.Hit(0.6) ? words.Length - (words.Length / 2) : words.Length;
        var top = 85.0;
        if (_chance.Hit(0.3))
        {
            _hand.WriteCentred(_chance.Pick(BoardTexts.Days), Width / 2, top, 50, 500, _chance.Pick(_inks));
            top += 95;
        }

        foreach (var line in (string[])[string.Join(' ', words[..split]), string.Join(' ', words[split..])])
        {
            if (line.Length == 0)
                continue;

            _hand.WriteCentred(line, Width / 2, top, size * 0.72, 800, ink);
            top += size;
        }

        return Underline(top + 5);
    }

    private double Underline(double top)
    {
        var ink = _chance.Pick(_inks);
        var (from, to) = (_chance.Between(120, 260), _chance.Between(740, 880));
        switch (_chance.Whole(0, 3))
        {
            case 0:
                canvas.Line(from, top, to, top + _chance.Between(-8, 8), ink, 7, 0.85);
                break;
            case 1:
                canvas.Line(from, top, to, top, ink, 5, 0.85);
                canvas.Line(from + 30, top + 18, to - 30, top + 18, ink, 5, 0.85);
                break;
            case 2:
                var waves = Enumerable.Range(0, 13).Select(
                    i => new Spot(from + (i * (to - from) / 12), top + (i % 2 == 0 ? -12 : 12))).ToList();
                canvas.Strokes([(waves, true)], ink, 6, 0.85);
                break;
        }

        return top + 55;
    }

    private void WriteDish(string dish, double top, double size, bool centred)
    {
        var ink = _chance.Pick(_inks);
        var price = Price();
        if (centred)
        {
            _hand.WriteCentred(hasPrices ? $"{dish} {price}" : dish, Width / 2, top, size, 850, ink);
            return;
        }

        _hand.Write(dish, 85, top, size, ink);
        if (!hasPrices)
            return;

        var priceWidth = _hand.Measure(price, size);
        _hand.Write(price, 915 - priceWidth, top, size, _chance.Pick(_inks));
        if (_chance.Hit(0.4))
            DrawLeader(85 + _hand.Measure(dish, size) + 25, 915 - priceWidth - 25, top + size, ink);
    }

    /// <summary>The size at which a dish and the longest price stand beside each other.</summary>
    private double FittingSize(string dish, double size) => Math.Min(size, size * 790 / _hand.Measure(dish + "  $16.95", size));

    private void DrawLeader(double from, double to, double y, string ink)
    {
        if (to - from > 40)
            canvas.Strokes(Enumerable.Range(0, (int)((to - from) / 26)).Select(
                i => ((IReadOnlyList<Spot>)[new Spot(from + (i * 26), y), new Spot(from + (i * 26) + 1, y)], false)), ink, 6, 0.7);
    }

    private string Price() => _chance.Whole(0, 3) switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"${_chance.Whole(4, 16)}"),
        1 => string.Create(CultureInfo.InvariantCulture, $"{_chance.Whole(4, 16)}.50"),
        _ => string.Create(CultureInfo.InvariantCulture, $"${_chance.Whole(4, 16)}.{_chance.Pick((string[])["95", "50", "25", "99"])}"),
    };
}
