using System.Globalization;
using System.Net;
using System.Text;

namespace Spotter.Insights;

/// <summary>Draws one chart as inline SVG. Colours come from the page's styles, so that it follows light and dark.</summary>
/// <param name="title">What it shows, for those who do not see it.</param>
/// <param name="xTitle">What the horizontal axis counts.</param>
/// <param name="yTitle">What the vertical axis counts.</param>
// Not ScottPlot: it draws through SkiaSharp, a native library, and in colours that a page's styles cannot turn dark.
internal sealed class SvgChart(string title, string xTitle, string yTitle)
{
    /// <summary>How many colours the page's styles have.</summary>
    public const int Colours = 8;

    private const int Width = 460;
    private const int Height = 320;
    private const int Left = 64;
    private const int Top = 14;
    private const int Right = 16;
    private const int Bottom = 48;
    private readonly StringBuilder _marks = new();
    private readonly StringBuilder _axes = new();

    /// <summary>The horizontal axis begins here; set before anything is drawn.</summary>
    public double XLow { get; init; }

    /// <summary>And ends here.</summary>
    public double XHigh { get; init; } = 1;

    /// <summary>The vertical axis begins here, and ends at 1.</summary>
    public double YLow { get; init; }

    /// <summary>True where a step to the right multiplies.</summary>
    public bool XIsLogarithmic { get; init; }

    public void XTick(double at, string text) =>
        Append(_axes, $"""
            <line class='grid' x1='{X(at):0.#}' x2='{X(at):0.#}' y1='{Top}' y2='{Height - Bottom}'/>
            <text x='{X(at):0.#}' y='{Height - Bottom + 16}' text-anchor='middle'>{Encode(text)}</text>
            """);

    public void YTick(double at, string text) =>
        Append(_axes, $"""
            <line class='grid' x1='{Left}' x2='{Width - Right}' y1='{Y(at):0.#}' y2='{Y(at):0.#}'/>
            <text x='{Left - 7}' y='{Y(at) + 4:0.#}' text-anchor='end'>{Encode(text)}</text>
            """);

    /// <summary>A line through points.</summary>
    /// <param name="points">Where it goes.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="dashed">True where it goes on beyond what is known.</param>
    /// <param name="isOneOfMany">
    /// True where others may lie on it: the page's styles draw the first ones wide and the later ones narrow or broken, so that none hides
    /// another.
    /// </param>
    public void Line(IEnumerable<(double X, double Y)> points, int colour, bool dashed = false, bool isOneOfMany = false) =>
        Append(_marks, $"""
            <polyline class='line{(isOneOfMany ? " curve" : "")} c{colour % Colours}{(dashed ? " dashed" : "")}'
            points='{string.Join(' ', points.Select(Place))}'/>
            """);

    /// <summary>The line where both axes say the same.</summary>
    public void Diagonal() =>
        Append(_marks, $"<line class='ideal' x1='{X(XLow):0.#}' y1='{Y(YLow):0.#}' x2='{X(XHigh):0.#}' y2='{Y(1):0.#}'/>");

    /// <summary>A point with what a pointer that rests on it is told.</summary>
    public void Point(double x, double y, int colour, string tip, double radius = 4) =>
        Append(_marks, $"""
            <circle class='point c{colour % Colours}' cx='{X(x):0.#}' cy='{Y(y):0.#}' r='{radius:0.#}'>
            <title>{Encode(tip)}</title></circle>
            """);

    /// <summary>How far a point may truly lie up and down.</summary>
    public void Whisker(double x, Interval interval, int colour) =>
        Append(_marks, $"""
            <line class='whisker c{colour % Colours}' x1='{X(x):0.#}' x2='{X(x):0.#}'
            y1='{Y(interval.Low):0.#}' y2='{Y(interval.High):0.#}'/>
            """);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        <svg viewBox='0 0 {Width} {Height}' role='img' aria-label='{Encode(title)}'>
        <g class='axes'>{_axes}
        <text x='{(Left + Width - Right) / 2}' y='{Height - 8}' text-anchor='middle'>{Encode(xTitle)}</text>
        <text transform='translate(13 {(Top + Height - Bottom) / 2}) rotate(-90)' text-anchor='middle'>{Encode(yTitle)}</text></g>
        {_marks}
        </svg>
        """);

    private string Place((double X, double Y) point) =>
        string.Create(CultureInfo.InvariantCulture, $"{X(point.X):0.#},{Y(point.Y):0.#}");

    private double X(double value)
    {
        var share = XIsLogarithmic ? Math.Log(value / XLow) / Math.Log(XHigh / XLow) : (value - XLow) / (XHigh - XLow);
        return Left + (Math.Clamp(share, 0, 1) * (Width - Left - Right));
    }

    private double Y(double value) => Height - Bottom - (Math.Clamp((value - YLow) / (1 - YLow), 0, 1) * (Height - Top - Bottom));

    private static void Append(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
