using Spotter.Reporting.Reading;

namespace Spotter.Reporting.Explaining;

/// <summary>
/// What may explain the likes of an account's posts, the newest so many: more would say hardly more, and memory must not grow with them.
/// </summary>
/// <param name="captionWords">The words of its captions.</param>
/// <param name="readWords">The words in its pictures.</param>
internal sealed class Traits(Vocabulary captionWords, Vocabulary readWords)
{
    /// <summary>At most so many.</summary>
    public const int MaxRows = 4_000;

    private readonly List<TraitRow> _rows = [];
    private readonly List<double> _logs = [];

    /// <summary>The posts, the newest first.</summary>
    public IReadOnlyList<TraitRow> Rows => _rows;

    /// <summary>log(1 + likes) of each.</summary>
    public IReadOnlyList<double> Logs => _logs;

    /// <summary>The words of its captions.</summary>
    public Vocabulary CaptionWords => captionWords;

    /// <summary>The words in its pictures.</summary>
    public Vocabulary ReadWords => readWords;

    /// <summary>Adds a post; the newest come first.</summary>
    public void Add(ReadPost post, double log)
    {
        if (_rows.Count == MaxRows)
            return;

        _rows.Add(TraitRow.Of(post));
        _logs.Add(log);
    }
}
