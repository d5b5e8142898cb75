using System.Globalization;
using Spotter.Sources;

namespace Spotter.Scanning;

/// <summary>The keys of a post's records within its account's partition: the newest post sorts first.</summary>
public static class PostKeys
{
    /// <summary>Before every post's record.</summary>
    public const string Prefix = "post/";

    /// <summary>Before the marker of every post that is not settled.</summary>
    public const string ToDoPrefix = "todo/";

    /// <summary>The key of a post: its time, counted down from the year 9999 so that newer is smaller, and its id.</summary>
    public static string Of(Post post)
    {
        var untilTheEnd = (DateTimeOffset.MaxValue - post.PostedAt).Ticks / TimeSpan.TicksPerSecond;
        return string.Create(CultureInfo.InvariantCulture, $"{untilTheEnd:D12}-{post.Id}");
    }
}
