using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Spotter.Sources;
using Spotter.State;

namespace Spotter.Posts;

/// <summary>The keys of a post's records within its account's partition: the newest post sorts first.</summary>
public static class PostKeys
{
    private const int MaxId = 400;
    private const int TimeDigits = 12;

    private static readonly DateTimeOffset TheEnd = new(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);

    /// <summary>Before every post's record.</summary>
    public const string Prefix = "post/";

    /// <summary>Before the marker of every post that is not settled.</summary>
    public const string ToDoPrefix = "todo/";

    /// <summary>Before the record that says where a post is kept whose id is known.</summary>
    public const string PlacePrefix = "id/";

    /// <summary>The key of a post: its time, counted down from the year 9999 so that newer is smaller, and its id.</summary>
    public static string Of(Post post) => $"{TimeOf(post.PostedAt)}-{KeyOf(post.Id)}";

    /// <summary>The key of the record that says where the post of an id is kept, whatever its time is by now.</summary>
    public static string PlaceOf(string id) => PlacePrefix + KeyOf(id);

    /// <summary>The part of a key that is the post's time, to the second: keys of one time lie side by side.</summary>
    internal static string TimeOf(string key) => key[..TimeDigits];

    /// <summary>The same of a time.</summary>
    internal static string TimeOf(DateTimeOffset time) =>
        ((DateTimeOffset.MaxValue - time).Ticks / TimeSpan.TicksPerSecond).ToString("D12", CultureInfo.InvariantCulture);

    /// <summary>Before all keys of older posts, and after those of this time.</summary>
    internal static string After(string time) => time + ".";

    /// <summary>True for a text that can be a post's key.</summary>
    public static bool CanBe([NotNullWhen(true)] string? text) =>
        text is { Length: > TimeDigits + 1 } && text[TimeDigits] == '-' && text.AsSpan(0, TimeDigits).IndexOfAnyExceptInRange('0', '9') < 0
        && StateKey.CanBePart(Prefix + text);

    /// <summary>What a key says of its post: its id, or what stands for that, and its time, to the second.</summary>
    public static Post Read(string key) => new()
    {
        Id = key[(TimeDigits + 1)..],
        PostedAt = TheEnd - TimeSpan.FromSeconds(long.Parse(key.AsSpan(0, TimeDigits), CultureInfo.InvariantCulture)),
    };

    // A source may have ids that no key can hold, as the names of files are. The key of an alert is longer than this by a prefix and the
    // alert's id.
    internal static string KeyOf(string id) => id.Length <= MaxId && StateKey.IsPlain(id)
        ? id
        : "sha256-" + Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(id.AsSpan())));
}
