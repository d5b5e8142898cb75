using Spotter.Reporting.Reading;

namespace Spotter.Reporting.Counting;

/// <summary>Counts posts by kind.</summary>
/// <param name="max">At most so many kinds; posts of further ones are not counted.</param>
internal sealed class Kinds<T>(int max) where T : notnull
{
    private readonly Dictionary<T, PostCounts> _counts = [];

    /// <summary>What was counted.</summary>
    public IReadOnlyDictionary<T, PostCounts> All => _counts;

    /// <summary>Adds a post.</summary>
    public void Add(T kind, ReadPost post)
    {
        if (!_counts.TryGetValue(kind, out var counts))
        {
            if (_counts.Count >= max)
                return;

            _counts.Add(kind, counts = new PostCounts());
        }

        counts.Add(post);
    }
}
