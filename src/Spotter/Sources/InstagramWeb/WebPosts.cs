using System.Text.Json;

namespace Spotter.Sources.InstagramWeb;

/// <summary>Reads posts of <c>instagram-web</c> from both of its shapes. A video counts with its still picture.</summary>
internal static class WebPosts
{
    /// <exception cref="JsonException">The post has no id or no time.</exception>
    public static Post Read(WebReply.Node node) => new()
    {
        Id = node.Id ?? throw NotAPost(),
        PostedAt = ReadTime(node.TakenAtTimestamp),
        Caption = node.EdgeMediaToCaption?.Edges?.FirstOrDefault()?.Node?.Text,
        Link = LinkTo(node.Shortcode),
        Likes = node.EdgeMediaPreviewLike?.Count,
        Comments = node.EdgeMediaToComment?.Count,
        Pictures = [.. Children(node).Where(child => child.DisplayUrl is not null)
            .Select(child => new PostPicture(child.DisplayUrl!, child.AccessibilityCaption))],
    };

    /// <exception cref="JsonException">The post has no id or no time.</exception>
    public static Post Read(WebReply.Item item) => new()
    {
        Id = IdOf(item.Pk) ?? throw NotAPost(),
        PostedAt = ReadTime(item.TakenAt),
        Caption = item.Caption?.Value,
        Link = LinkTo(item.Code),
        Likes = item.LikeCount,
        Comments = item.CommentCount,
        Pictures = [.. (item.CarouselMedia ?? [item]).OfType<WebReply.Item>().Select(ReadPicture).OfType<PostPicture>()],
    };

    /// <summary>An id as text, be it written as a number or a string; null where there is none.</summary>
    public static string? IdOf(JsonElement id) => id.ValueKind is JsonValueKind.Number or JsonValueKind.String && id.ToString() is { Length: > 0 } text ? text : null;

    private static IEnumerable<WebReply.Node> Children(WebReply.Node node) =>
        node.EdgeSidecarToChildren?.Edges is { } edges ? edges.Select(edge => edge?.Node).OfType<WebReply.Node>() : [node];

    private static PostPicture? ReadPicture(WebReply.Item item) =>
        item.ImageVersions?.Candidates?.OfType<WebReply.Candidate>().Where(candidate => candidate.Url is not null).MaxBy(candidate => candidate.Width ?? 0)?.Url is { } address
            ? new PostPicture(address, item.AccessibilityCaption)
            : null;

    private static DateTimeOffset ReadTime(long? seconds) =>
        seconds is > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds.Value) : throw NotAPost();

    private static string? LinkTo(string? code) => code is null ? null : $"https://www.instagram.com/p/{code}/";

    private static JsonException NotAPost() => new("A post without an id or a time.");
}
