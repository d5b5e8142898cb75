namespace Spotter.Simulator.Drawing;

/// <summary>
/// Letters as strokes, for machines without fonts. A stroke is a row of places written as two digits, across (0 to 4) and down
/// (0 top, 2 top of small letters, 6 base line, 8 below); strokes are separated by |, and one that starts with ~ is a curve.
/// </summary>
internal static class StrokeFont
{
    /// <summary>From the top of a capital to the base line, in the alphabet's units.</summary>
    public const double CapHeight = 6;

    private static readonly Dictionary<char, Glyph> Glyphs = new()
    {
        ['A'] = Read("06 20 46|14 34"),
        ['B'] = Read("00 06|~00 30 41 33 03|~03 33 44 45 36 06"),
        ['C'] = Read("~41 30 10 01 05 16 36 45"),
        ['D'] = Read("00 06|~00 20 41 45 26 06"),
        ['E'] = Read("40 00 06 46|03 33"),
        ['F'] = Read("40 00 06|03 33"),
        ['G'] = Read("~41 30 10 01 05 16 36 45 43|23 43"),
        ['H'] = Read("00 06|40 46|03 43"),
        ['I'] = Read("10 16"),
        ['J'] = Read("~30 34 36 16 05"),
        ['K'] = Read("00 06|40 03 46"),
        ['L'] = Read("00 06 36"),
        ['M'] = Read("06 00 24 40 46"),
        ['N'] = Read("06 00 46 40"),
        ['O'] = Read("~20 00 03 06 26 46 43 40 20"),
        ['P'] = Read("00 06|~00 30 41 42 33 03"),
        ['Q'] = Read("~20 00 03 06 26 46 43 40 20|34 47"),
        ['R'] = Read("00 06|~00 30 41 42 33 03|23 46"),
        ['S'] = Read("~41 30 10 01 02 33 44 45 36 16 05"),
        ['T'] = Read("00 40|20 26"),
        ['U'] = Read("~00 04 06 26 46 44 40"),
        ['V'] = Read("00 26 40"),
        ['W'] = Read("00 16 22 36 40"),
        ['X'] = Read("00 46|40 06"),
        ['Y'] = Read("00 23 40|23 26"),
        ['Z'] = Read("00 40 06 46"),
        ['a'] = Read("~33 22 12 03 05 16 26 34|32 36"),
        ['b'] = Read("00 06|~04 12 22 33 35 26 16 05"),
        ['c'] = Read("~33 22 12 03 05 16 26 35"),
        ['d'] = Read("30 36|~34 22 12 03 05 16 26 34"),
        ['e'] = Read("04 34|~34 32 12 03 05 16 26 35"),
        ['f'] = Read("~30 20 11 12 16|02 22"),
        ['g'] = Read("~34 22 12 03 05 16 26 34|~32 37 38 18 07"),
        ['h'] = Read("00 06|~04 12 22 33 36"),
        ['i'] = Read("02 06|00 00"),
        ['j'] = Read("~12 17 18 08|10 10"),
        ['k'] = Read("00 06|32 04 36"),
        ['l'] = Read("00 06"),
        ['m'] = Read("02 06|~04 12 22 23 26|~24 32 42 43 46"),
        ['n'] = Read("02 06|~04 12 22 33 36"),
        ['o'] = Read("~12 02 04 06 16 36 34 32 12"),
        ['p'] = Read("02 08|~04 12 22 33 35 26 16 05"),
        ['q'] = Read("32 38|~34 22 12 03 05 16 26 34"),
        ['r'] = Read("02 06|~04 12 22"),
        ['s'] = Read("~33 22 12 03 34 35 26 16 05"),
        ['t'] = Read("~10 15 16 26|02 22"),
        ['u'] = Read("~02 05 16 26 34|32 36"),
        ['v'] = Read("02 16 32"),
        ['w'] = Read("02 16 23 36 42"),
        ['x'] = Read("02 36|32 06"),
        ['y'] = Read("02 15|32 08"),
        ['z'] = Read("02 32 06 36"),
        ['0'] = Read("~20 10 01 05 16 26 35 31 20"),
        ['1'] = Read("01 10 16"),
        ['2'] = Read("~01 10 20 31 33 06|06 36"),
        ['3'] = Read("~00 20 31 32 13|~13 33 34 35 26 05"),
        ['4'] = Read("26 20 04 34"),
        ['5'] = Read("30 00 03|~03 23 34 35 26 06"),
        ['6'] = Read("~30 10 03 05 16 26 35 33 13 04"),
        ['7'] = Read("00 30 16"),
        ['8'] = Read("~20 00 02 33 35 26 16 05 03 32 30 20"),
        ['9'] = Read("~32 23 13 02 01 10 20 31 26"),
        ['$'] = Read("~31 20 10 01 02 33 35 26 16 05|20 16"),
        ['&'] = Read("~46 11 10 20 22 04 05 16 26 44"),
        ['!'] = Read("00 04|06 06"),
        ['?'] = Read("~01 10 20 31 32 14|16 16"),
        ['.'] = Read("06 06"),
        [','] = Read("16 07"),
        [':'] = Read("03 03|06 06"),
        ['\''] = Read("00 01"),
        ['-'] = Read("04 24"),
        ['/'] = Read("30 06"),
        ['+'] = Read("12 16|04 24"),
        ['%'] = Read("40 06|~10 01 11|~35 46 36"),
        ['('] = Read("~10 02 04 16"),
        [')'] = Read("~00 12 14 06"),
        ['='] = Read("03 23|05 25"),
        ['*'] = Read("13 16|04 25|24 05"),
        ['~'] = Read("~04 13 24 33"),
        ['"'] = Read("00 01|10 11"),
        ['#'] = Read("10 06|30 26|02 42|04 34"),
        ['@'] = Read("~33 12 14 34 32 20 02 04 26 36"),
    };

    /// <summary>The strokes of a character; those of a question mark where it has none. Null for a space.</summary>
    public static Glyph? Find(char character) =>
        char.IsWhiteSpace(character) ? null : Glyphs.TryGetValue(character, out var glyph) ? glyph : Glyphs['?'];

    private static Glyph Read(string text)
    {
        var strokes = text.Split('|').Select(ReadStroke).ToArray();
        return new Glyph(strokes, strokes.SelectMany(stroke => stroke.Spots).Max(spot => spot.X));
    }

    private static (IReadOnlyList<Spot> Spots, bool Smooth) ReadStroke(string text)
    {
        var smooth = text[0] == '~';
        var spots = text.TrimStart('~').Split(' ').Select(place => new Spot(place[0] - '0', place[1] - '0')).ToArray();
        return (spots, smooth);
    }

    /// <summary>One character.</summary>
    internal sealed record Glyph((IReadOnlyList<Spot> Spots, bool Smooth)[] Strokes, double Width);
}
