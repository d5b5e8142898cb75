using System.Text;

namespace Spotter.Reporting.Reading;

/// <summary>Tells scripts by the blocks of Unicode.</summary>
internal static class Scripts
{
    private static readonly (int First, int Last, Script Script)[] Blocks =
    [
        (0x0041, 0x024F, Script.Latin),
        (0x0370, 0x03FF, Script.Greek),
        (0x0400, 0x052F, Script.Cyrillic),
        (0x0590, 0x05FF, Script.Hebrew),
        (0x0600, 0x077F, Script.Arabic),
        (0x08A0, 0x08FF, Script.Arabic),
        (0x0900, 0x097F, Script.Devanagari),
        (0x0E00, 0x0E7F, Script.Thai),
        (0x1100, 0x11FF, Script.Hangul),
        (0x1E00, 0x1EFF, Script.Latin),
        (0x1F00, 0x1FFF, Script.Greek),
        (0x3040, 0x30FF, Script.Kana),
        (0x3400, 0x9FFF, Script.Han),
        (0xAC00, 0xD7AF, Script.Hangul),
        (0xFB50, 0xFDFF, Script.Arabic),
        (0xFE70, 0xFEFF, Script.Arabic),
        (0xFF66, 0xFF9D, Script.Kana),
        (0x20000, 0x323AF, Script.Han),
    ];

    /// <summary>The script of a letter; none for what is no letter.</summary>
    public static Script Of(Rune rune)
    {
        if (!Rune.IsLetter(rune))
            return Script.None;

        foreach (var (first, last, script) in Blocks)
            if (rune.Value >= first && rune.Value <= last)
                return script;
        return Script.Other;
    }

    /// <summary>True where blanks stand between words.</summary>
    public static bool AreSetApart(Script script) => script is not (Script.Thai or Script.Kana or Script.Han);
}
