using System.Text.RegularExpressions;
using Spotter.Reading.Ordering;

namespace Spotter.Reading;

/// <summary>
/// How much a line looks like letters of a script that the reader does not know, which it takes for those it knows that look alike. The
/// weights are those of a logistic regression on drawn lines and on photographs: bench/README.md, "Scripts that are not known".
/// </summary>
/// <param name="Letters">How many letters the line has.</param>
/// <param name="LogOdds">By itself: above 0 where it is likelier that the script is not known.</param>
internal readonly partial record struct ScriptEvidence(int Letters, float LogOdds)
{
    private const float Base = 6.71f;
    private const float PairsWeight = 0.44f;
    private const float LettersWeight = -0.84f;
    private const float VowelsWeight = 4.80f;
    private const float WidthWeight = 4.60f;
    private const float DoubtWeight = 1.75f;
    private const float BreaksWeight = 10.83f;
    private const float ChineseWeight = -5.22f;

    private const float UsualVowels = 0.42f;

    // Beyond it a line says no more.
    private const float Most = 8;

    /// <summary>The evidence of one line; null where it has no letters, or is a number and its unit, or abbreviations (DVDs).</summary>
    public static ScriptEvidence? Of(FoundLine line)
    {
        // Capitals and a small s are like no word of any language, and hardly ever what another script is taken for.
        var telling = Abbreviations().Replace(line.Text, "");
        var letters = telling.Count(char.IsLetter);
        return letters == 0 || Amount().IsMatch(telling)
            ? null
            : new ScriptEvidence(letters, Math.Clamp(LogOddsOf(line, telling, letters), -Most, Most));
    }

    private static float LogOddsOf(FoundLine line, string text, int letters) =>
        Base
        + (PairsWeight * LetterPairs.ExcessOf(text))
        + (LettersWeight * MathF.Log(letters))
        + (VowelsWeight * OddVowels(text))
        + (WidthWeight * MathF.Log(WidthOfLetter(line)))
        + (DoubtWeight * MathF.Log(1.001f - line.Confidence))
        + (((BreaksWeight * Breaks(text)) + (ChineseWeight * text.Count(IsChineseLetter))) / letters);

    private static float OddVowels(string text)
    {
        var letters = text.Count(char.IsAsciiLetter);
        return letters == 0 ? 0 : MathF.Abs(((float)text.Count("aeiouyAEIOUY".Contains) / letters) - UsualVowels);
    }

    // In shares of the line's height.
    private static float WidthOfLetter(FoundLine line) =>
        MathF.Max(0.05f, line.Box.Width / MathF.Max(1, line.Box.Height) / line.Text.Count(letter => letter != ' '));

    // Where no word would go on like that: a capital behind a small letter, a small one behind two capitals, digits between letters, a
    // Chinese one beside a Latin one; and the few letters of Greek and Cyrillic on the reader's list.
    private static int Breaks(string text)
    {
        var breaks = 0;
        for (var index = 0; index < text.Length; index++)
        {
            var (letter, before) = (text[index], index > 0 ? text[index - 1] : ' ');
            breaks += char.IsLower(before) && char.IsUpper(letter) && !IsWordBehindWord(text, index) ? 1 : 0;
            breaks += index > 1 && char.IsUpper(text[index - 2]) && char.IsUpper(before) && char.IsLower(letter) ? 1 : 0;
            breaks += char.IsLetter(before) && IsDigitsThenLetter(text.AsSpan(index)) ? 1 : 0;
            breaks += char.IsLetter(before) && char.IsLetter(letter) && IsChineseLetter(before) != IsChineseLetter(letter) ? 1 : 0;
            breaks += letter is >= '\u0370' and <= '\u052f' ? 1 : 0;
        }

        return breaks;
    }

    // The space between words may be missed, and names begin with Mc.
    private static bool IsWordBehindWord(string text, int index) =>
        index > 1 && index + 2 < text.Length
            && (char.IsLower(text[index - 2]) || text.AsSpan(index - 2, 2) is "Mc")
            && char.IsLower(text[index + 1]) && char.IsLower(text[index + 2]);

    private static bool IsDigitsThenLetter(ReadOnlySpan<char> text)
    {
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        return digits > 0 && char.IsLetter(text[digits]);
    }

    private static bool IsChineseLetter(char letter) => letter >= '\u2e80' && char.IsLetter(letter);

    [GeneratedRegex(@"^\W*\d[\d.,\s]*\p{L}{1,2}\W*$", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Amount();

    [GeneratedRegex(@"\b\p{Lu}{2,4}s\b", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Abbreviations();
}
