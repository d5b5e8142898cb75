using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Xml;

namespace Spotter.Sources;

/// <summary>Reads the items of one page, each by itself: an odd one costs no other, and is told.</summary>
/// <param name="raw">Keeps what the source said of each; null where that is not wanted.</param>
internal sealed class PageItems(RawReply? raw = null)
{
    // Beyond every number that is shown of a post.
    private const double MaxCount = 1e12;

    private readonly List<string> _reasons = [];
    private int _items;
    private int _numbers;

    /// <summary>True where there are items and none of them is a post.</summary>
    public bool IsAllOdd => _items > 0 && _reasons.Count == _items;

    public IReadOnlyList<Post> Read<T>(IEnumerable<JsonElement> items, JsonTypeInfo<T> type, Func<T, Post> read)
        where T : class =>
        Read(
            items.Where(item => item.ValueKind != JsonValueKind.Null),
            item => read(item.Deserialize(type) ?? throw new JsonException()) with { Raw = raw?.Keep(item) });

    public IReadOnlyList<Post> Read<T>(IEnumerable<T> items, Func<T, Post> read) =>
        [.. items.Select(item => TryRead(item, read)).OfType<Post>()];

    /// <summary>How many likes or comments; null where that is not said, or makes no sense.</summary>
    public long? ReadCount(double? number)
    {
        if (number is null)
            return null;
        if (number is >= 0 and <= MaxCount && Math.Floor(number.Value) == number)
            return (long)number;

        _numbers++;
        return null;
    }

    /// <summary>A time that is said in seconds since 1970.</summary>
    /// <exception cref="OddItemException">It is no time of a post.</exception>
    public static DateTimeOffset ReadTime(double? seconds) =>
        seconds is >= 0 and <= 1e11
            ? RequireSensible(DateTimeOffset.FromUnixTimeSeconds((long)seconds))
            : throw new OddItemException("it has no time");

    /// <summary>
    /// The time, where a post can be of it. What lies far off the others would stand before or behind all posts for ever.
    /// </summary>
    /// <exception cref="OddItemException">It is no time of a post.</exception>
    public static DateTimeOffset RequireSensible(DateTimeOffset time) =>
        time.UtcDateTime.Year is >= 1970 and < 3000 ? time : throw new OddItemException("its time makes no sense");

    /// <summary>What was odd, for a person; null where nothing was.</summary>
    public string? Describe()
    {
        var notices = new List<string>();
        if (_reasons.Count > 0)
            notices.Add(_reasons.Count == 1
                ? $"1 of {_items} items of a page is no post that can be read and was passed over: {_reasons[0]}."
                : $"{_reasons.Count} of {_items} items of a page are no posts that can be read and were passed over: {_reasons[0]}.");
        if (_numbers > 0)
            notices.Add(_numbers == 1
                ? "1 number of likes or comments makes no sense and was ignored."
                : $"{_numbers} numbers of likes or comments make no sense and were ignored.");
        if (raw?.TooLarge > 0)
            notices.Add("What the source says of some posts is larger than any post is, and was not kept as it came.");
        return notices.Count == 0 ? null : string.Join(' ', notices);
    }

    private Post? TryRead<T>(T item, Func<T, Post> read)
    {
        _items++;
        try
        {
            return read(item);
        }
        catch (OddItemException odd)
        {
            _reasons.Add(odd.Message);
        }
        catch (Exception error) when (error is JsonException or XmlException or FormatException)
        {
            _reasons.Add("it has another shape than a post");
        }

        return null;
    }
}
