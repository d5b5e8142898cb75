using Spotter.Reading.Ordering;

namespace Spotter.Reading;

/// <summary>
/// How much a line looks like letters of a script that the reader does not know, which it takes for those it knows that look alike. Of a
/// logistic regression, whose coefficients bench/README.md tells the origin of.
/// </summary>
/// <param name="Letters">How many letters the line has.</param>
/// <param name="LogOdds">By itself: above 0 where it is likelier that the script is not known.</param>
internal readonly record struct ScriptEvidence(int Letters, float LogOdds)
{
    private const float Base = 5.63f;
    private const float PairsWeight = 0.47f;
    private const float LettersWeight = -0.74f;
    private const float VowelsWeight = 3.23f;
    private const float WidthWeight = 3.39f;
    private const float DoubtWeight = 1.93f;
    private const float BreaksWeight = 7.00f;

    private const float UsualVowels = 0.42f;

    // Beyond it a line says no more.
    private const float Most = 8;

    /// <summary>The evidence of one line; null where it has no letters.</summary>
    public static ScriptEvidence? Of(FoundLine line)
    {
        var letters = line.Text.Count(char.IsLetter);
        return letters == 0 ? null : new ScriptEvidence(letters, Math.Clamp(LogOddsOf(line, letters), -Most, Most));
    }

    private static float LogOddsOf(FoundLine line, int letters) =>
        Base
        + (PairsWeight * LetterPairs.ExcessOf(line.Text))
        + (LettersWeight * MathF.Log(letters))
        + (VowelsWeight * OddVowels(line.Text))
        + (WidthWeight * MathF.Log(WidthOfLetter(line)))
        + (DoubtWeight * MathF.Log(1.001f - line.Confidence))
        + (BreaksWeight * Breaks(line.Text) / letters);

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
            breaks += char.IsLower(before) && char.IsUpper(letter) ? 1 : 0;
            breaks += index > 1 && char.IsUpper(text[index - 2]) && char.IsUpper(before) && char.IsLower(letter) ? 1 : 0;
            breaks += char.IsLetter(before) && IsDigitsThenLetter(text.AsSpan(index)) ? 1 : 0;
            breaks += char.IsLetter(before) && char.IsLetter(letter) && IsChinese(before) != IsChinese(letter) ? 1 : 0;
            breaks += letter is >= '\u0370' and <= '\u052f' ? 1 : 0;
        }

        return breaks;
    }

    private static bool IsDigitsThenLetter(ReadOnlySpan<char> text)
    {
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        return digits > 0 && char.IsLetter(text[digits]);
    }

    private static bool IsChinese(char letter) => letter >= '\u2e80';
}
