using System.Globalization;
using System.Text;

namespace Spotter.Reporting.Reading;

/// <summary>
/// The words, emoji and letters of a comment. It is read a character at a time as people count them (grapheme clusters, UAX #29), so that
/// an emoji with a tone of skin, a flag and a family are one each. Words are runs of letters and digits; scripts that set none apart
/// (Chinese, Japanese, Thai) have none here.
/// </summary>
internal sealed class CommentText
{
    // More make no difference, and a stranger may write thousands.
    private const int MaxWords = 300;
    private const int LongestWord = 30;

    private static readonly string[] Links = ["http://", "https://", "www."];

    private readonly List<string> _words = [];
    private readonly HashSet<string> _emoji = new(StringComparer.Ordinal);
    private readonly Dictionary<Script, int> _letters = [];

    private CommentText()
    { }

    /// <summary>Its words in lower case, in their order. Names of people (@) and addresses are none.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>Its emoji, each once.</summary>
    public IReadOnlyCollection<string> Emoji => _emoji;

    /// <summary>How many letters of each script.</summary>
    public IReadOnlyDictionary<Script, int> Letters => _letters;

    /// <summary>Reads a comment.</summary>
    public static CommentText Read(string text)
    {
        var read = new CommentText();
        var at = 0;
        while (at < text.Length && read._words.Count < MaxWords)
            at += read.ReadNext(text, at);
        return read;
    }

    // How far it read.
    private int ReadNext(string text, int at)
    {
        if (text[at] == '@' || Links.Any(link => text.AsSpan(at).StartsWith(link, StringComparison.OrdinalIgnoreCase)))
            return text.AsSpan(at).IndexOfAny(' ', '\n', '\t') is var blank and >= 0 ? blank : text.Length - at;

        var length = StringInfo.GetNextTextElementLength(text.AsSpan(at));
        if (EmojiSigns.Find(text.AsSpan(at, length)) is { } emoji)
            _emoji.Add(emoji);
        if (!IsLetter(text, at))
            return length;

        var end = FindEnd(text, at);
        AddWord(text[at..end]);
        return end - at;
    }

    private int FindEnd(string text, int at)
    {
        while (at < text.Length)
        {
            var length = StringInfo.GetNextTextElementLength(text.AsSpan(at));
            // don't, l'eau
            var isInside = text[at] is '\'' or '\u2019' && at + length < text.Length && IsLetter(text, at + length);
            if (!isInside && !IsLetter(text, at))
                break;
            if (!isInside)
                Count(Scripts.Of(RuneAt(text, at)));
            at += length;
        }

        return at;
    }

    private void Count(Script script)
    {
        if (script != Script.None)
            _letters[script] = _letters.GetValueOrDefault(script) + 1;
    }

    private void AddWord(string word)
    {
        var isSetApart = Scripts.AreSetApart(Scripts.Of(RuneAt(word, 0)));
        if (isSetApart && word.Length <= LongestWord && word.Any(char.IsLetter))
            _words.Add(word.Replace('\u2019', '\'').ToLowerInvariant());
    }

    private static bool IsLetter(string text, int at) => Rune.IsLetterOrDigit(RuneAt(text, at));

    private static Rune RuneAt(string text, int at) => Rune.TryGetRuneAt(text, at, out var rune) ? rune : Rune.ReplacementChar;
}
