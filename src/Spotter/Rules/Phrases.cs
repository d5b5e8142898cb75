namespace Spotter.Rules;

/// <summary>
/// Words to look for, alternatives between <c>|</c>. Two are equal where their text is.
/// </summary>
public sealed class Phrases : IEquatable<Phrases>
{
    private const int SpacesCountFrom = 9;

    private readonly IReadOnlyList<Phrase> _alternatives;

    private Phrases(string text, IReadOnlyList<Phrase> alternatives)
    {
        Text = text;
        _alternatives = alternatives;
    }

    /// <summary>As it is written.</summary>
    public string Text { get; }

    /// <summary>Reads words.</summary>
    /// <exception cref="FormatException">An alternative holds neither a letter nor a digit.</exception>
    public static Phrases Parse(string text)
    {
        var alternatives = text.Split('|').Select(alternative => new Phrase(FoldedText.Of([alternative]).Words)).ToList();
        return alternatives.All(alternative => alternative.Words.Count > 0)
            ? new Phrases(text, alternatives)
            : throw new FormatException("has looks for words of letters and digits, and for one on each side of a |.");
    }

    public bool Equals(Phrases? other) => Text == other?.Text;

    public override bool Equals(object? obj) => Equals(obj as Phrases);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    /// <summary>The lines that hold one of the alternatives, which may run on into the next line.</summary>
    /// <param name="text">Where to look.</param>
    /// <param name="forgives">True where small slips of a reader are forgiven.</param>
    internal IEnumerable<int> Find(FoldedText text, bool forgives)
    {
        for (var at = 0; at < text.Words.Count; at++)
            foreach (var phrase in _alternatives)
                foreach (var line in LinesOf(text, at, Measure(phrase, text.Words, at, forgives)))
                    yield return line;
    }

    private static IEnumerable<int> LinesOf(FoldedText text, int at, int count) =>
        Enumerable.Range(at, count).Select(word => text.Lines[word]).Distinct();

    /// <summary>How many words of a text are the phrase, from a word on; 0 where they are not.</summary>
    private static int Measure(Phrase phrase, IReadOnlyList<string> words, int at, bool forgives)
    {
        var wanted = phrase.Words;
        if (at + wanted.Count <= words.Count && wanted.Select((word, index) => Fits(word, words[at + index], forgives)).All(fits => fits))
            return wanted.Count;
        if (!forgives || phrase.HasDigit || phrase.Joined.Length < SpacesCountFrom)
            return 0;

        // A space that was lost or put in is a slip, too.
        for (var spaces = 1; spaces <= Slips.AllowedIn(phrase.Joined.Length); spaces++)
            foreach (var count in (int[])[wanted.Count - spaces, wanted.Count + spaces])
                if (count > 0 && at + count <= words.Count && FitsJoined(phrase, words, at, count, spaces))
                    return count;
        return 0;
    }

    private static bool FitsJoined(Phrase phrase, IReadOnlyList<string> words, int at, int count, int spaces)
    {
        var joined = string.Concat(words.Skip(at).Take(count));
        return !joined.Any(char.IsDigit) && Slips.AreAtMost(Slips.AllowedIn(phrase.Joined.Length) - spaces, phrase.Joined, joined);
    }

    private static bool Fits(string wanted, string word, bool forgives) =>
        wanted == word
        || (forgives && !wanted.Any(char.IsDigit) && !word.Any(char.IsDigit) && Slips.AreAtMost(
            Slips.AllowedIn(wanted.Length), wanted, word));
}
