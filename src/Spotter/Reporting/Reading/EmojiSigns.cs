namespace Spotter.Reporting.Reading;

/// <summary>
/// Tells emoji: pictographs that are shown as pictures (UTS #51), alone, joined or with a tone of skin, flags and keycaps.
/// </summary>
internal static class EmojiSigns
{
    private const int AsPicture = 0xFE0F;
    private const int AsText = 0xFE0E;
    private const int Keycap = 0x20E3;
    private const int FirstTone = 0x1F3FB;
    private const int LastTone = 0x1F3FF;

    // Older signs that are pictures by themselves, and those that people write as pictures without saying so: hearts, smiles, a sun.
    private static readonly (int First, int Last)[] Older =
    [
        (0x231A, 0x231B), (0x23E9, 0x23EC), (0x23F0, 0x23F0), (0x23F3, 0x23F3), (0x25FD, 0x25FE), (0x2600, 0x2600), (0x2614, 0x2615),
        (0x2639, 0x263A), (0x2648, 0x2653), (0x2665, 0x2665), (0x267F, 0x267F), (0x2693, 0x2693), (0x26A1, 0x26A1), (0x26AA, 0x26AB),
        (0x26BD, 0x26BE), (0x26C4, 0x26C5), (0x26CE, 0x26CE), (0x26D4, 0x26D4), (0x26EA, 0x26EA), (0x26F2, 0x26F3), (0x26F5, 0x26F5),
        (0x26FA, 0x26FA), (0x26FD, 0x26FD), (0x2705, 0x2705), (0x270A, 0x270C), (0x2728, 0x2728), (0x274C, 0x274C), (0x274E, 0x274E),
        (0x2753, 0x2755), (0x2757, 0x2757), (0x2763, 0x2764), (0x2795, 0x2797), (0x27B0, 0x27B0), (0x27BF, 0x27BF), (0x2B1B, 0x2B1C),
        (0x2B50, 0x2B50), (0x2B55, 0x2B55),
    ];

    /// <summary>The emoji that a character is, with or without the sign that it is a picture alike; null where it is none.</summary>
    /// <param name="character">A grapheme cluster.</param>
    public static string? Find(ReadOnlySpan<char> character)
    {
        // Letters, which are most.
        if (character.Length == 1 && character[0] < 0x2000)
            return null;

        var (isPicture, isText, first) = (false, false, -1);
        foreach (var rune in character.EnumerateRunes())
        {
            first = first < 0 ? rune.Value : first;
            isPicture |= rune.Value is AsPicture or Keycap || IsPictograph(rune.Value);
            isText |= rune.Value == AsText;
        }

        // A tone alone is a patch of colour.
        if (!isPicture || isText || first is >= FirstTone and <= LastTone)
            return null;

        var sign = character.TrimEnd((char)AsPicture).ToString();
        return sign.Length == 1 ? sign + (char)AsPicture : sign;
    }

    private static bool IsPictograph(int rune) =>
        rune is (>= 0x1F000 and < FirstTone) or (> LastTone and <= 0x1FAFF) || IsOlder(rune);

    private static bool IsOlder(int rune) => Older.Any(range => rune >= range.First && rune <= range.Last);
}
