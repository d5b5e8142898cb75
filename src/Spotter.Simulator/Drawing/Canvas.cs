using System.Globalization;
using System.Text;

namespace Spotter.Simulator.Drawing;

/// <summary>Collects an SVG document of 1,080 units width. Shapes drawn while a plane is set lie on that plane.</summary>
internal sealed class Canvas
{
    public const double Width = 1080;

    private readonly StringBuilder _body = new(16 * 1024);
    private int _gradients;

    public Canvas(int seed)
    {
        Chance = new Chance(seed);
        Height = Chance.Hit(0.6) ? 1350 : 1080;
    }

    public double Height { get; }

    public Chance Chance { get; }

    /// <summary>What was written, a line each.</summary>
    public List<string> Written { get; } = [];

    /// <summary>The plane that shapes lie on; null for the picture itself.</summary>
    public Plane? Plane { get; set; }

    /// <param name="width">In pixels.</param>
    /// <param name="spoiling">What is done to the picture; null for nothing.</param>
    public string ToSvg(int width, Spoiling? spoiling = null)
    {
        var body = spoiling is null ? $"{_body}" : $"{spoiling.ToFilter("spoiled")}<g filter=\"url(#spoiled)\">{_body}</g>";
        var height = (int)Math.Round(width * Height / Width);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {Width} {Height}\" "
                + $"stroke-linecap=\"round\" stroke-linejoin=\"round\">{body}</svg>"
        );
    }

    public void Fill(string fill) => Rectangle(0, 0, Width, Height, fill);

    public void Rectangle(double x, double y, double width, double height, string fill, double opacity = 1) =>
        Polygon([new(x, y), new(x + width, y), new(x + width, y + height), new(x, y + height)], fill, opacity);

    public void Polygon(IReadOnlyList<Spot> corners, string fill, double opacity = 1)
    {
        _body.Append("<path d=\"");
        AppendPath(corners, smooth: false);
        EndFill(fill, opacity);
    }

    /// <summary>A closed shape with rounded outlines through the given places.</summary>
    public void Blob(IReadOnlyList<Spot> places, string fill, double opacity = 1)
    {
        _body.Append("<path d=\"");
        AppendPath([.. places, places[0], places[1]], smooth: true);
        EndFill(fill, opacity);
    }

    public void Ellipse(double x, double y, double rx, double ry, string fill, double opacity = 1)
    {
        if (Plane is not null)
        {
            Blob([.. Enumerable.Range(0, 14).Select(
                i => new Spot(x + (rx * Math.Cos(i * Math.Tau / 14)), y + (ry * Math.Sin(i * Math.Tau / 14))))], fill, opacity);
            return;
        }

        _body.Append(
            CultureInfo.InvariantCulture, $"<ellipse cx=\"{x:0.#}\" cy=\"{y:0.#}\" rx=\"{rx:0.#}\" ry=\"{ry:0.#}\" fill=\"{fill}\"");
        AppendOpacity(opacity);
    }

    public void Ring(double x, double y, double rx, double ry, string colour, double width, double opacity = 1)
    {
        _body.Append(
            CultureInfo.InvariantCulture,
            $"<ellipse cx=\"{x:0.#}\" cy=\"{y:0.#}\" rx=\"{rx:0.#}\" ry=\"{ry:0.#}\" fill=\"none\" stroke=\"{colour}\" "
                + $"stroke-width=\"{width:0.#}\""
        );
        AppendOpacity(opacity);
    }

    /// <summary>One path of many strokes: much cheaper to render than many paths.</summary>
    public void Strokes(IEnumerable<(IReadOnlyList<Spot> Spots, bool Smooth)> strokes, string colour, double width, double opacity = 1)
    {
        _body.Append("<path d=\"");
        foreach (var (spots, smooth) in strokes)
            AppendPath(spots, smooth);
        _body.Append(CultureInfo.InvariantCulture, $"\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width:0.#}\"");
        AppendOpacity(opacity);
    }

    public void Line(double x1, double y1, double x2, double y2, string colour, double width, double opacity = 1) =>
        Strokes([([new(x1, y1), new(x2, y2)], false)], colour, width, opacity);

    /// <summary>Small dots strewn over a rectangle.</summary>
    public void Specks(double x, double y, double width, double height, int count, string colour, double size, double opacity) =>
        Strokes(Enumerable.Range(0, count).Select(
            _ => Speck(x + (Chance.Next() * width), y + (Chance.Next() * height))), colour, size, opacity);

    /// <summary>Defines a gradient and returns how to fill with it.</summary>
    /// <param name="from">The first colour.</param>
    /// <param name="to">The last colour.</param>
    /// <param name="x">The direction, across.</param>
    /// <param name="y">The direction, down.</param>
    /// <param name="fromOpacity">0 to 1.</param>
    /// <param name="toOpacity">0 to 1.</param>
    public string Linear(string from, string to, double x, double y, double fromOpacity = 1, double toOpacity = 1)
    {
        var id = ++_gradients;
        _body.Append(
            CultureInfo.InvariantCulture,
            $"<linearGradient id=\"g{id}\" x1=\"{(x < 0 ? 1 : 0)}\" y1=\"{(y < 0 ? 1 : 0)}\" x2=\"{Math.Max(0, x):0.##}\" "
                + $"y2=\"{Math.Max(0, y):0.##}\">"
        );
        AppendStops(from, to, fromOpacity, toOpacity);
        _body.Append("</linearGradient>");
        return $"url(#g{id})";
    }

    /// <summary>Defines a gradient from a centre outwards and returns how to fill with it.</summary>
    public string Radial(
        string from, string to, double fromOpacity = 1, double toOpacity = 1, double x = 0.5, double y = 0.5, double radius = 0.5)
    {
        var id = ++_gradients;
        _body.Append(CultureInfo.InvariantCulture, $"<radialGradient id=\"g{id}\" cx=\"{x:0.##}\" cy=\"{y:0.##}\" r=\"{radius:0.##}\">");
        AppendStops(from, to, fromOpacity, toOpacity);
        _body.Append("</radialGradient>");
        return $"url(#g{id})";
    }

    private static (IReadOnlyList<Spot>, bool) Speck(double x, double y) => ([new Spot(x, y), new Spot(x + 0.4, y)], false);

    private void AppendStops(string from, string to, double fromOpacity, double toOpacity) =>
        _body.Append(
            CultureInfo.InvariantCulture,
            $"<stop offset=\"0\" stop-color=\"{from}\" stop-opacity=\"{fromOpacity:0.##}\"/><stop offset=\"1\" stop-color=\"{to}\" "
                + $"stop-opacity=\"{toOpacity:0.##}\"/>"
        );

    private void EndFill(string fill, double opacity)
    {
        _body.Append(CultureInfo.InvariantCulture, $"Z\" fill=\"{fill}\"");
        AppendOpacity(opacity);
    }

    private void AppendOpacity(double opacity)
    {
        if (opacity < 1)
            _body.Append(CultureInfo.InvariantCulture, $" opacity=\"{opacity:0.##}\"");
        _body.Append("/>");
    }

    /// <summary>A smooth path goes through the middles between its places, and starts and ends at its first and last.</summary>
    private void AppendPath(IReadOnlyList<Spot> spots, bool smooth)
    {
        var closed = smooth && spots.Count > 3 && spots[0] == spots[^2] && spots[1] == spots[^1];
        var first = closed ? Middle(Seen(spots[0]), Seen(spots[1])) : Seen(spots[0]);
        Append('M', first);
        for (var i = 1; i < spots.Count; i++)
        {
            var spot = Seen(spots[i]);
            if (smooth && i < spots.Count - 1)
            {
                Append('Q', spot);
                Append(' ', i == spots.Count - 2 && !closed ? Seen(spots[i + 1]) : Middle(spot, Seen(spots[i + 1])));
                if (i == spots.Count - 2)
                    return;
            }
            else
            {
                Append('L', spot);
            }
        }
    }

    private Spot Seen(Spot spot) => Plane?.Map(spot) ?? spot;

    private static Spot Middle(Spot a, Spot b) => new((a.X + b.X) / 2, (a.Y + b.Y) / 2);

    private void Append(char command, Spot spot) => _body.Append(CultureInfo.InvariantCulture, $"{command}{spot.X:0.#} {spot.Y:0.#}");
}
