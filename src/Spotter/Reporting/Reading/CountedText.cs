using System.Text;

namespace Spotter.Reporting.Reading;

/// <summary>A text of which words are counted.</summary>
internal sealed class CountedText
{
    // More make no difference, and a stranger may write megabytes.
    private const int MaxWords = 2_000;
    private const int MaxDistinct = 100;
    private const int LongestWord = 30;

    private readonly HashSet<int> _ids = [];

    /// <summary>How many words.</summary>
    public int Words { get; private set; }

    /// <summary>How many of them begin with #.</summary>
    public int Tags { get; private set; }

    /// <summary>How many emoji.</summary>
    public int Emoji { get; private set; }

    /// <summary>True where it asks something.</summary>
    public bool Asks { get; private set; }

    /// <summary>The ids of its different words.</summary>
    public IReadOnlyCollection<int> Ids => _ids;

    /// <summary>True where it holds the word of an id.</summary>
    public bool Has(int id) => _ids.Contains(id);

    /// <summary>Counts the words of a text, and those that were counted before go on.</summary>
    /// <param name="text">The text; null for none.</param>
    /// <param name="vocabulary">Gives words their ids.</param>
    public CountedText Add(string? text, Vocabulary vocabulary)
    {
        var at = 0;
        while (text is not null && at < text.Length && Words < MaxWords)
        {
            var end = at;
            while (end < text.Length && char.IsLetterOrDigit(text[end]))
                end++;
            if (end == at)
                at += AddSign(text, at);
            else
                AddWord(text.AsSpan(at, end - at), at > 0 && text[at - 1] == '#', vocabulary);
            at = Math.Max(at, end);
        }

        return this;
    }

    private int AddSign(string text, int at)
    {
        Asks |= text[at] is '?' or '\u061F' or '\uFF1F';
        if (!Rune.TryGetRuneAt(text, at, out var rune))
            return 1;

        // The planes of pictographs without the tones of skin; an older sign such as a heart is marked as a picture by a selector.
        var isOlder = rune.Value == 0xFE0F && at > 0 && !char.IsSurrogate(text[at - 1]);
        Emoji += isOlder || rune.Value is >= 0x1F300 and < 0x1F3FB or > 0x1F3FF and <= 0x1FAFF ? 1 : 0;
        return rune.Utf16SequenceLength;
    }

    private void AddWord(ReadOnlySpan<char> word, bool isTag, Vocabulary vocabulary)
    {
        Words++;
        Tags += isTag ? 1 : 0;
        if (word.Length is > 1 and <= LongestWord && _ids.Count < MaxDistinct && vocabulary.FindId(word) is { } id)
            _ids.Add(id);
    }
}
