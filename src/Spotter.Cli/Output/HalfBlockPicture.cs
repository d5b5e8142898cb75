using Spectre.Console;
using Spectre.Console.Rendering;

namespace Spotter.Cli.Output;

/// <summary>A small picture in a terminal: each character shows two pixels, one above the other.</summary>
/// <param name="rgb">Rows from the top; red, green, blue.</param>
/// <param name="width">In pixels and characters.</param>
internal sealed class HalfBlockPicture(byte[] rgb, int width) : Renderable
{
    private const string UpperHalf = "▀";

    protected override Measurement Measure(RenderOptions options, int maxWidth) => new(width, width);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var rows = rgb.Length / 3 / width;
        for (var row = 0; row + 1 < rows; row += 2)
        {
            for (var column = 0; column < width; column++)
                yield return new Segment(UpperHalf, new Style(ColorAt(row, column), ColorAt(row + 1, column)));
            yield return Segment.LineBreak;
        }
    }

    private Color ColorAt(int row, int column)
    {
        var at = (row * width + column) * 3;
        return new Color(rgb[at], rgb[at + 1], rgb[at + 2]);
    }
}
