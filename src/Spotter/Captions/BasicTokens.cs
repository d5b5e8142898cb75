using System.Globalization;
using System.Text;

namespace Spotter.Captions;

/// <summary>
/// Makes words of a text as BERT was taught them
/// (https://github.com/google-research/bert/blob/master/tokenization.py, BasicTokenizer): marks stand alone, control characters go, and an
/// uncased vocabulary has small letters without accents. Microsoft.ML.Tokenizers' own step would drop symbols and emoji, and make one word
/// of two lines.
/// </summary>
internal static class BasicTokens
{
    /// <summary>The words, with spaces between them.</summary>
    /// <param name="text">Any text; half surrogates go.</param>
    /// <param name="lowerCase">True for an uncased vocabulary.</param>
    public static string Separate(string text, bool lowerCase)
    {
        var words = new StringBuilder(text.Length + 16);
        var source = text.EnumerateRunes().Where(rune => rune != Rune.ReplacementChar);
        foreach (var rune in lowerCase ? WithoutAccents(source) : source)
            if (IsAlone(rune))
                words.Append(' ').Append(rune).Append(' ');
            else if (Rune.IsWhiteSpace(rune))
                words.Append(' ');
            else if (!IsControl(rune))
                words.Append(rune);
        return words.ToString();
    }

    private static IEnumerable<Rune> WithoutAccents(IEnumerable<Rune> runes)
    {
        var small = new StringBuilder();
        foreach (var rune in runes)
            small.Append(Rune.ToLowerInvariant(rune));
        return small.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes()
            .Where(rune => Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark);
    }

    private static bool IsControl(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned;

    // All of ASCII that is no letter and no digit, marks of every script, and Chinese characters.
    private static bool IsAlone(Rune rune) => Rune.IsPunctuation(rune) || IsChinese(rune)
        || (rune.IsAscii && rune.Value > ' ' && rune.Value != 0x7F && !Rune.IsLetterOrDigit(rune));

    private static bool IsChinese(Rune rune) =>
        rune.Value is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x2CEAF)
            or (>= 0x2F800 and <= 0x2FA1F);
}
