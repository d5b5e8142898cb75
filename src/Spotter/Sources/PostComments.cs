using System.Globalization;
using System.Text.Json;

namespace Spotter.Sources;

/// <summary>
/// Reads comments from Instagram's shapes: a list of them, or a record with <c>data</c>, <c>edges</c> or <c>comments</c>, each by itself or
/// in a <c>node</c>. What is odd among them is passed over: a comment costs no post.
/// </summary>
internal static class PostComments
{
    /// <summary>So many of a post are kept.</summary>
    public const int MaxKept = 200;

    private const int MaxText = 5_000;

    private static readonly string[] Lists = ["data", "edges", "comments"];
    private static readonly string[] Owners = ["owner", "user", "from"];

    /// <summary>The comments of a post, each once, in the order in which they come.</summary>
    public static IReadOnlyList<PostComment> Read(params IEnumerable<JsonElement> places) =>
        [.. places.SelectMany(List).Select(ReadOne).OfType<PostComment>().Distinct().Take(MaxKept)];

    private static IEnumerable<JsonElement> List(JsonElement place) => place.ValueKind switch
    {
        JsonValueKind.Array => place.EnumerateArray().Select(item => Find(item, "node") ?? item),
        JsonValueKind.Object => Lists.Select(name => Find(place, name)).FirstOrDefault(inner => inner is not null) is { } inner
            && inner.ValueKind == JsonValueKind.Array
                ? List(inner)
                : [],
        _ => [],
    };

    private static PostComment? ReadOne(JsonElement comment)
    {
        if (TextOf(comment, "text") is not { Length: > 0 } text)
            return null;

        var by = TextOf(comment, "username")
            ?? Owners.Select(name => Find(comment, name) is { } owner ? TextOf(owner, "username") : null)
                .FirstOrDefault(one => one is not null);
        return new PostComment(text.Length > MaxText ? text[..MaxText] : text, by, TimeOf(comment));
    }

    private static DateTimeOffset? TimeOf(JsonElement comment)
    {
        try
        {
            return (Find(comment, "created_at") ?? Find(comment, "created_at_utc")) is { } seconds
                && double.TryParse(JsonText.Of(seconds), NumberStyles.Float, CultureInfo.InvariantCulture, out var time)
                    ? PageItems.ReadTime(time)
                    : Find(comment, "timestamp") is { } said ? Instagram.InstagramTime.Read(said) : null;
        }
        catch (OddItemException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonElement record, string name) =>
        Find(record, name) is { ValueKind: JsonValueKind.String } text ? JsonText.Of(text) : null;

    private static JsonElement? Find(JsonElement record, string name) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(name, out var value) ? value : null;
}
