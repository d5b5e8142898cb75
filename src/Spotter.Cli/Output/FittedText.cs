using System.Globalization;
using Spectre.Console.Rendering;

namespace Spotter.Cli.Output;

/// <summary>Lays text out in a given number of places, in which characters of some scripts, and emoji, take two.</summary>
internal static class FittedText
{
    private const int LeastColumn = 8;
    private const string Gap = "  ";

    /// <summary>How many places a text takes.</summary>
    public static int WidthOf(string text) => Segment.CellCount([new Segment(text)]);

    /// <summary>Breaks a text between words, and within a word that is too long for a line.</summary>
    /// <param name="width">The most places of a line.</param>
    /// <returns>At least one line.</returns>
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var part in text.Split(' ').SelectMany(word => Split(word, width)))
        {
            var longer = line.Length == 0 ? part : $"{line} {part}";
            if (WidthOf(longer) <= width)
            {
                line = longer;
                continue;
            }

            lines.Add(line);
            line = part;
        }

        return [.. lines, line];
    }

    /// <summary>How many places each column gets, so that all fit: the widest give way first.</summary>
    /// <param name="rows">All rows, each with as many cells.</param>
    /// <param name="width">The most places of a line.</param>
    public static int[] FitColumns(IReadOnlyList<IReadOnlyList<string>> rows, int width)
    {
        var widths = rows[0].Select((_, column) => rows.Max(row => WidthOf(row[column]))).ToArray();
        for (var over = widths.Sum() + (Gap.Length * (widths.Length - 1)) - width; over > 0; over--)
        {
            var widest = Array.LastIndexOf(widths, widths.Max());
            if (widths[widest] <= LeastColumn)
                break;
            widths[widest]--;
        }

        return widths;
    }

    /// <summary>The lines of one row, whose cells are broken where they are too long for their columns.</summary>
    public static IEnumerable<string> Row(IReadOnlyList<string> cells, int[] widths)
    {
        var wrapped = cells.Select((cell, column) => Wrap(cell, widths[column])).ToList();
        for (var line = 0; line < wrapped.Max(cell => cell.Count); line++)
            yield return string.Join(
                Gap, wrapped.Select((cell, column) => Pad(line < cell.Count ? cell[line] : "", widths[column]))).TrimEnd();
    }

    private static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - WidthOf(text)));

    private static IEnumerable<string> Split(string word, int width)
    {
        var part = "";
        foreach (var letter in Letters(word))
        {
            if (part.Length > 0 && WidthOf(part + letter) > width)
            {
                yield return part;
                part = "";
            }

            part += letter;
        }

        yield return part;
    }

    private static IEnumerable<string> Letters(string word)
    {
        var letters = StringInfo.GetTextElementEnumerator(word);
        while (letters.MoveNext())
            yield return letters.GetTextElement();
    }
}
