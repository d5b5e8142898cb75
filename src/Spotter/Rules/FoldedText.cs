using System.Globalization;
using System.Text;

namespace Spotter.Rules;

/// <summary>The words of a text as they are compared: runs of letters and digits, without case and accents, with their lines.</summary>
internal sealed class FoldedText
{
    // More than a picture or a caption holds; a hostile one costs no more than this.
    private const int MaxWords = 20_000;

    private readonly List<string> _words = [];
    private readonly List<int> _lines = [];

    private FoldedText()
    {
    }

    public IReadOnlyList<string> Words => _words;

    /// <summary>The line of each word, counted from 0.</summary>
    public IReadOnlyList<int> Lines => _lines;

    private bool IsFull => _words.Count >= MaxWords;

    public static FoldedText Of(IEnumerable<string> lines)
    {
        var text = new FoldedText();
        foreach (var (index, line) in lines.Index().TakeWhile(_ => !text.IsFull))
            text.Add(line, index);
        return text;
    }

    private void Add(string line, int index)
    {
        var word = new StringBuilder();
        foreach (var rune in Fold(line).EnumerateRunes())
        {
            var isWord = Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpacingCombiningMark;
            if (!isWord || StandsAlone(rune))
                End(word, index);
            if (isWord)
                word.Append(rune.ToString());
            if (StandsAlone(rune))
                End(word, index);
        }

        End(word, index);
    }

    private void End(StringBuilder word, int line)
    {
        if (word.Length == 0 || IsFull)
            return;

        _words.Add(word.ToString());
        _lines.Add(line);
        word.Clear();
    }

    // Half a character cannot be normalised.
    private static string Fold(string text)
    {
        var whole = string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));
        var folded = new StringBuilder();
        foreach (var rune in whole.Normalize(NormalizationForm.FormKD).EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
                folded.Append(FoldCase(rune));
        return folded.ToString();
    }

    private static string FoldCase(Rune rune) => rune.Value switch
    {
        'ß' or 'ẞ' => "ss",
        'ς' => "σ",
        'ı' => "i",
        _ => Rune.ToLowerInvariant(rune).ToString(),
    };

    // Chinese and Japanese put no spaces between words: each sign is one.
    private static bool StandsAlone(Rune rune) =>
        rune.Value is (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
