using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Spotter.Simulator.Accounts;

/// <summary>One page of an account's posts.</summary>
internal sealed record PageSlice(IReadOnlyList<SimulatedPost> Posts, string? Next)
{
    /// <summary>
    /// Cuts the page that a cursor names. A cursor holds the page's number and the last post of the page before it,
    /// so that posts made in between neither repeat nor hide others.
    /// </summary>
    public static PageSlice Cut(IReadOnlyList<SimulatedPost> posts, string? cursor, int limit)
    {
        var (page, last) = ReadCursor(cursor);
        var start = last == 0 ? 0 : IndexAfter(posts, last);
        var taken = posts.Skip(start).Take(limit).ToList();
        var more = start + taken.Count < posts.Count;
        return new PageSlice(taken, more ? WriteCursor(page + 1, taken[^1].Id) : null);
    }

    /// <summary>The number of the page that a cursor names, from 1.</summary>
    public static int NumberOf(string? cursor) => ReadCursor(cursor).Page;

    public static string WriteCursor(int page, long last) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"QVF:{page}:{last}")));

    /// <summary>Page 1 for anything that is not one of our cursors.</summary>
    private static (int Page, long Last) ReadCursor(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor) || !Base64Url.IsValid(cursor))
            return (1, 0);

        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)).Split(':');
        return parts.Length == 3
            && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var page)
            && long.TryParse(parts[2], CultureInfo.InvariantCulture, out var last)
            ? (page, last)
            : (1, 0);
    }

    private static int IndexAfter(IReadOnlyList<SimulatedPost> posts, long last)
    {
        for (var i = 0; i < posts.Count; i++)
            if (posts[i].Id == last)
                return i + 1;

        return posts.Count;
    }
}
