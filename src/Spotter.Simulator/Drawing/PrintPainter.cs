using System.Globalization;

namespace Spotter.Simulator.Drawing;

/// <summary>Draws what is full of words and offers no dishes: signs, packages, posters, book pages, receipts.</summary>
internal sealed class PrintPainter(Canvas canvas)
{
    private readonly Chance _chance = canvas.Chance;
    private double _width;
    private double _height;
    private string _ink = "";
    private Hand _hand = null!;

    /// <summary>Any of them, before something.</summary>
    public void Print()
    {
        var backdrop = new Backdrop(canvas);
        if (_chance.Hit(0.5))
            backdrop.Wall();
        else
            backdrop.Table();
        switch (_chance.Whole(0, 9))
        {
            case <= 2:
                Sign();
                break;
            case <= 4:
                Package();
                break;
            case <= 6:
                Poster();
                break;
            case <= 8:
                Page();
                break;
            default:
                Receipt();
                break;
        }

        canvas.Plane = null;
    }

    private void Sign()
    {
        Begin(_chance.Between(0.35, 0.9), _chance.Hit(0.5));
        var lines = _chance.Hit(0.5)
            ? [_chance.Pick(PrintTexts.Names), .. _chance.PickSome(PrintTexts.Signs, _chance.Whole(0, 2))]
            : _chance.PickSome(PrintTexts.Signs, _chance.Whole(1, 4));
        var line = Math.Min((_height - 80) / lines.Count, 320);
        for (var i = 0; i < lines.Count; i++)
            Centre(lines[i], ((_height - (line * lines.Count)) / 2) + (line * (i + 0.2)), line * 0.6);
    }

    private void Package()
    {
        Begin(_chance.Between(1.2, 1.7), light: _chance.Hit(0.4));
        Centre(_chance.Pick(PrintTexts.Names), 90, 90);
        canvas.Ellipse(500, 380, _chance.Between(140, 300), 150, _chance.Colour(_chance.Between(0, 360), 60, 50));
        Centre(_chance.Pick(PrintTexts.Goods), 590, _chance.Between(80, 130));
        Centre(_chance.Pick((string[])["250 g", "1 kg", "500 ml", "12 pieces", "0.75 l", "organic"]), 770, 50);
        for (var y = 870.0; y < _height - 70; y += 52)
            _hand.Write(Sentence(620, 28), 170, y, 28, _ink);
    }

    private void Poster()
    {
        Begin(_chance.Between(1.2, 1.5), _chance.Hit(0.5));
        Centre(_chance.Pick(PrintTexts.Events), 100, _chance.Between(110, 180));
        var month = _chance.Pick((string[])["May", "June", "July", "October"]);
        Centre($"{_chance.Pick(BoardTexts.Days)} {_chance.Whole(1, 30)} {month}", 340, 70);
        Centre($"{_chance.Whole(5, 9)} pm", 450, 60);
        if (_chance.Hit(0.5))
            canvas.Ellipse(500, 690, 240, 140, _chance.Colour(_chance.Between(0, 360), 60, 50));
        else
            for (var y = 580.0; y < 830; y += 62)
                Centre(Sentence(640, 40), y, 40);
        Centre(_chance.Pick(PrintTexts.Names), 900, 55);
        if (_chance.Hit(0.4))
            Centre(_chance.Pick((string[])["Entry free", "Tickets $15", "Tickets 8.00", "Tel. 555 0134"]), 990, 50);
    }

    private void Page()
    {
        Begin(_chance.Between(1.2, 1.5), light: true);
        var size = _chance.Between(24, 46);
        if (_chance.Hit(0.4))
            Centre(Sentence(500, 60), 70, 60);
        for (var y = 180.0; y < _height - 140; y += size * 1.9)
            _hand.Write(Sentence(_chance.Hit(0.15) ? 400 : 760, size), 100, y, size, _ink);
        Centre(_chance.Whole(2, 400).ToString(CultureInfo.InvariantCulture), _height - 80, size);
    }

    private void Receipt()
    {
        Begin(_chance.Between(1.8, 2.3), light: true);
        Centre(_chance.Pick(PrintTexts.Names), 70, 80);
        Centre($"{_chance.Whole(1, 28)}.{_chance.Whole(1, 12)}.2025 {_chance.Whole(8, 20)}:{_chance.Whole(10, 59)}", 190, 42);
        var y = 320.0;
        for (var i = _chance.Whole(2, 8); i > 0; i--, y += 80)
            Item($"{_chance.Whole(1, 4)} x {_chance.Pick(PrintTexts.Goods)}", y);
        Item("Total", y + 60);
        Item("Tax", y + 140);
        Centre("Thank you", y + 280, 50);
    }

    private void Item(string name, double y)
    {
        var price = string.Create(CultureInfo.InvariantCulture, $"{_chance.Between(1, 30):0.00}");
        _hand.Write(name, 80, y, 44, _ink);
        _hand.Write(price, 920 - _hand.Measure(price, 44), y, 44, _ink);
    }

    private void Centre(string text, double y, double size) => _hand.WriteCentred(text, _width / 2, y, size, _width * 0.86, _ink);

    // As many words as fit.
    private string Sentence(double width, double size)
    {
        var text = _chance.Pick(PrintTexts.Words);
        while (_hand.Measure($"{text} something", size) < width)
            text = $"{text} {_chance.Pick(PrintTexts.Words)}";
        return text;
    }

    private void Begin(double shape, bool light)
    {
        (_width, _height) = (1000, 1000 * shape);
        var fit = Math.Min(Canvas.Width / _width, canvas.Height / _height) * _chance.Between(0.45, 1.05);
        canvas.Plane = Lay(fit);
        canvas.Rectangle(18, 24, _width, _height, "#000", 0.25);
        canvas.Rectangle(0, 0, _width, _height, _chance.Colour(
            _chance.Between(0, 360), _chance.Between(3, light ? 25 : 70), light ? 93 : _chance.Between(12, 45), 3));
        string[] inks = light ? ["#1c1c22", "#33241a", "#1540a8", "#8c1d18"] : ["#ffffff", "#f4e8c8"];
        _ink = _chance.Pick(inks);
        _hand = new Hand(canvas, printed: _chance.Hit(0.9));
    }

    private Plane Lay(double fit)
    {
        var (x, y) = ((Canvas.Width / 2) + _chance.Between(-120, 120), (canvas.Height / 2) + _chance.Between(-120, 120));
        var angle = _chance.Between(-0.2, 0.2);
        var (lean, turn) = (_chance.Between(-0.15, 0.15), _chance.Between(-0.15, 0.15));
        return new Plane(_width, _height, [Corner(-1, -1), Corner(1, -1), Corner(1, 1), Corner(-1, 1)]);

        Spot Corner(double across, double down)
        {
            var (u, v) = (across * fit * _width / 2 * (1 + (lean * down)), down * fit * _height / 2 * (1 + (turn * across)));
            return new Spot(x + (u * Math.Cos(angle)) - (v * Math.Sin(angle)), y + (u * Math.Sin(angle)) + (v * Math.Cos(angle)));
        }
    }
}
