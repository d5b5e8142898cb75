using System.Text.Json;

namespace Spotter.Sources.InstagramWeb;

/// <summary>Reads posts of <c>instagram-web</c> from both of their shapes. A video counts with its still picture.</summary>
internal static class WebPosts
{
    private const int Video = 2;

    /// <exception cref="OddItemException">It is no post, or has no id or no time.</exception>
    public static Post Read(WebReply.Node node, PageItems items) => With(ReadMedia(node), new Post
    {
        Id = RequireId(node.Id),
        PostedAt = PageItems.ReadTime(node.TakenAtTimestamp),
        Caption = JsonText.Of(node.EdgeMediaToCaption),
        Link = LinkTo(node.Shortcode),
        Likes = items.ReadCount(node.EdgeMediaPreviewLike?.Count ?? node.EdgeLikedBy?.Count),
        Comments = items.ReadCount(CountOf(node.EdgeMediaToComment) ?? CountOf(node.EdgeMediaToParentComment)),
        CommentTexts = Known(node.EdgeMediaToParentComment, node.EdgeMediaToComment, node.EdgeMediaPreviewComment),
        IsVideo = node.IsVideo.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null },
    });

    /// <exception cref="OddItemException">It is no post, or has no id or no time.</exception>
    public static Post Read(WebReply.Item item, PageItems items) => With(ReadMedia(item), new Post
    {
        Id = RequireId(item.Pk),
        PostedAt = PageItems.ReadTime(item.TakenAt),
        Caption = JsonText.Of(item.Caption),
        Link = LinkTo(item.Code),
        Likes = items.ReadCount(item.LikeCount),
        Comments = items.ReadCount(item.CommentCount),
        CommentTexts = Known(item.Comments, item.PreviewComments),
        IsVideo = item.MediaType is { } type ? type == Video : null,
    });

    /// <summary>An id as text, be it written as a number or a string; null where there is none.</summary>
    public static string? IdOf(JsonElement id) =>
        id.ValueKind is JsonValueKind.Number or JsonValueKind.String && JsonText.Of(id) is { Length: > 0 } text ? text : null;

    /// <summary>Whose posts these are; null where they do not say.</summary>
    public static string? OwnerOf(IEnumerable<JsonElement> items) => items
        .Select(item => item.ValueKind == JsonValueKind.Object && item.TryGetProperty("user", out var user)
            && user.ValueKind == JsonValueKind.Object && user.TryGetProperty("pk", out var id) ? IdOf(id) : null)
        .FirstOrDefault(id => id is not null && id.All(char.IsAsciiDigit));

    private static IReadOnlyList<PostComment>? Known(params IEnumerable<JsonElement> places) =>
        PostComments.Read(places) is { Count: > 0 } comments ? comments : null;

    private static double? CountOf(JsonElement comments) =>
        comments.ValueKind == JsonValueKind.Object && comments.TryGetProperty("count", out var count)
            ? count.Deserialize(InstagramWebJson.Default.NullableDouble)
            : null;

    private static string RequireId(string? id) => string.IsNullOrEmpty(id) ? throw new OddItemException("it has no id") : id;

    private static IEnumerable<WebReply.Node> Children(WebReply.Node node) =>
        node.EdgeSidecarToChildren?.Edges is { } edges ? edges.Select(edge => edge?.Node).OfType<WebReply.Node>() : [node];

    private static Post With(PostMedia media, Post post) => post with { Pictures = media.Pictures, Videos = media.Videos };

    private static PostMedia ReadMedia(WebReply.Node node) => Children(node).Aggregate(new PostMedia(), (media, child) => media.Add(
        child.DisplayUrl is { } address ? new PostPicture(address, child.AccessibilityCaption) : null,
        child.IsVideo.ValueKind == JsonValueKind.True,
        child.VideoUrl));

    private static PostMedia ReadMedia(WebReply.Item item) => (item.CarouselMedia ?? [item]).OfType<WebReply.Item>().Aggregate(
        new PostMedia(),
        (media, child) => media.Add(
            FindLargest(child.ImageVersions?.Candidates) is { } address ? new PostPicture(address, child.AccessibilityCaption) : null,
            child.MediaType == Video || child.VideoVersions is { Length: > 0 },
            FindLargest(child.VideoVersions)));

    private static string? FindLargest(WebReply.Candidate?[]? candidates) => candidates?
        .OfType<WebReply.Candidate>()
        .Where(candidate => candidate.Url is not null)
        .MaxBy(candidate => candidate.Width ?? 0)?.Url;

    private static string? LinkTo(string? code) => code is null ? null : $"https://www.instagram.com/p/{code}/";
}
