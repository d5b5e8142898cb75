namespace Spotter.Reporting.Reading;

/// <summary>The words of an account, each with a number. Case does not count.</summary>
internal sealed class Vocabulary
{
    // An account that writes more different words has those that it wrote last.
    private const int MaxWords = 50_000;

    private readonly Dictionary<string, int> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<string> _words = [];

    public Vocabulary() => _lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>A word's number; null where there is no room for another word.</summary>
    public int? FindId(ReadOnlySpan<char> word)
    {
        if (_lookup.TryGetValue(word, out var id))
            return id;
        if (_words.Count == MaxWords)
            return null;

        _words.Add(word.ToString().ToLowerInvariant());
        _ids.Add(_words[^1], _words.Count - 1);
        return _words.Count - 1;
    }

    /// <summary>The word of a number.</summary>
    public string WordOf(int id) => _words[id];
}
