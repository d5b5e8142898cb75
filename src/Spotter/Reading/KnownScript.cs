using System.Text.RegularExpressions;
using Spotter.Reading.Ordering;

namespace Spotter.Reading;

/// <summary>
/// Tells letters that a reader knows from those of another script, which it takes for letters that look alike: few words are sure, and
/// capitals stand within words, or the few Greek and Cyrillic letters of its list.
/// </summary>
internal static partial class KnownScript
{
    // Small letters of Cyrillic, Greek, Arabic, Armenian, Georgian and Hebrew hardly reach it; some capitals look like Latin ones, and do.
    private const float Sure = 0.93f;

    private const int Word = 4;

    // What fewer letters say is no evidence.
    private const int Evidence = 20;

    // Of 130 photographs of boards, menus and signs none with fewer sure letters has as many odd words, or one with letters of two scripts.
    private const float SureShare = 0.7f;

    private const float OddShare = 0.3f;

    /// <summary>The lines that can be believed: where the script is not known, the sure ones and those without letters.</summary>
    public static IReadOnlyList<FoundLine> Keep(IReadOnlyList<FoundLine> lines) =>
        IsKnown(lines) ? lines : [.. lines.Where(line => LettersOf(line) == 0 || (IsSure(line) && !IsOdd(line.Text)))];

    private static bool IsKnown(IReadOnlyList<FoundLine> lines)
    {
        var letters = lines.Select(LettersOf).Where(count => count >= Word).Sum();
        var sure = lines.Where(IsSure).Sum(LettersOf);
        if (sure >= SureShare * letters)
            return true;

        var words = lines.SelectMany(line => line.Text.Split(' ')).Where(word => word.Count(char.IsLetter) > 1).ToList();
        return (sure > 0 || letters < Evidence)
            && words.Count(IsOdd) <= OddShare * words.Count
            && !lines.Any(line => OtherLetter().IsMatch(line.Text));
    }

    private static bool IsOdd(string text) => OddCapital().IsMatch(text) || OtherLetter().IsMatch(text);

    private static bool IsSure(FoundLine line) => line.Confidence >= Sure && LettersOf(line) >= Word;

    private static int LettersOf(FoundLine line) => line.Text.Count(char.IsLetter);

    // A capital behind a small letter, or a small one behind two capitals: CocaCola and McDonald are words, though, and so is DVDs.
    [GeneratedRegex(
        @"(?!\b\p{Lu}\p{Ll}+\p{Lu}\p{Ll}+\b)(\b\w*\p{Ll}\p{Lu}|\b\w*\p{Lu}{2}(?!s\b)\p{Ll})",
        RegexOptions.CultureInvariant,
        1_000)]
    private static partial Regex OddCapital();

    [GeneratedRegex(@"[\p{IsGreek}\p{IsCyrillic}]", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex OtherLetter();
}
