using System.Globalization;
using System.Net.Http.Headers;
using Spotter.Calls;

namespace Spotter.Sources.Feed;

/// <summary>What a feed's server says its answer is known by (RFC 9110, 8.8): an ETag or, where it gives none, a time.</summary>
internal static class FeedMark
{
    private const int MaxLength = 1_000;
    private const string Tag = "etag ";
    private const string Time = "time ";

    /// <summary>The mark of an answer; null where it gives none.</summary>
    public static string? Of(HttpAnswer answer)
    {
        var mark = answer.Headers?.ETag is { } tag ? $"{Tag}{tag}" : TimeOf(answer);
        return mark?.Length <= MaxLength ? mark : null;
    }

    private static string? TimeOf(HttpAnswer answer) => answer.ContentHeaders?.LastModified is { } time ? $"{Time}{time:R}" : null;

    /// <summary>Asks for no more than whether anything changed since the mark.</summary>
    public static void AddTo(HttpRequestHeaders headers, string? mark)
    {
        if (mark?.StartsWith(Tag, StringComparison.Ordinal) == true && EntityTagHeaderValue.TryParse(mark[Tag.Length..], out var tag))
            headers.IfNoneMatch.Add(tag);
        else if (mark?.StartsWith(Time, StringComparison.Ordinal) == true && DateTimeOffset.TryParse(
            mark.AsSpan(Time.Length), CultureInfo.InvariantCulture, out var time))
            headers.IfModifiedSince = time;
    }
}
