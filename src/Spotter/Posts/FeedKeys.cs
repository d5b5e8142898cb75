using System.Globalization;
using Spotter.Accounts;

namespace Spotter.Posts;

/// <summary>Where the feed of all accounts lies: a partition for each month, in UTC, the newest post first.</summary>
internal static class FeedKeys
{
    /// <summary>Holds what there is once: which months have a partition, and how far older posts are filled in.</summary>
    public const string Partition = "feed";

    /// <summary>Before the record of every month.</summary>
    public const string MonthPrefix = "month/";

    /// <summary>Holds the <see cref="FeedMark"/>.</summary>
    public const string Mark = "filled";

    /// <summary>The month of a post, such as <c>2026-11</c>.</summary>
    public static string MonthOf(string postKey) => PostKeys.Read(postKey).PostedAt.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>The partition of a month.</summary>
    public static string PartitionOf(string month) => $"{Partition}/{month}";

    /// <summary>The key of a post within its month.</summary>
    public static string KeyOf(AccountId account, string postKey) =>
        $"{PostKeys.TimeOf(postKey)}-{PostKeys.KeyOf($"{account} {PostKeys.Read(postKey).Id}")}";

    /// <summary>Where the feed goes on after a post.</summary>
    public static string CursorAfter(FeedEntry entry) => $"{MonthOf(entry.PostKey)}/{KeyOf(entry.Account, entry.PostKey)}";

    /// <summary>The month and the key that a cursor names; nulls for the beginning.</summary>
    /// <exception cref="FormatException">It is no cursor.</exception>
    public static (string? Month, string? Key) ReadCursor(string? cursor) => cursor?.Split('/', 2) switch
    {
        null => (null, null),
        [{ Length: 7 } month, { Length: > 0 } key] => (month, key),
        _ => throw new FormatException($"'{cursor}' is no place in the feed. Take the one that came with the part before, or none."),
    };
}
