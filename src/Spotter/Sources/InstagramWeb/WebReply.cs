using System.Text.Json;

namespace Spotter.Sources.InstagramWeb;

/// <summary>What Instagram's own pages are fed with, in both shapes: GraphQL's nodes below <c>data</c>, or the mobile <c>items</c>.</summary>
internal sealed record WebReply(
    WebReply.Envelope? Data, WebReply.Item?[]? Items, bool? MoreAvailable, JsonElement NextMaxId, string? Message, bool? RequireLogin, string? Status)
{
    internal sealed record Envelope(Profile? User);

    internal sealed record Profile(JsonElement Id, bool? IsPrivate, Timeline? EdgeOwnerToTimelineMedia);

    internal sealed record Timeline(long? Count, PageInfo? PageInfo, Edge?[]? Edges);

    internal sealed record PageInfo(bool? HasNextPage, string? EndCursor);

    internal sealed record Edge(Node? Node);

    internal sealed record Connection(long? Count, Edge?[]? Edges);

    internal sealed record Node(
        string? Id, string? Shortcode, long? TakenAtTimestamp, string? DisplayUrl, string? Text, string? AccessibilityCaption,
        Connection? EdgeMediaToCaption, Connection? EdgeMediaPreviewLike, Connection? EdgeMediaToComment,
        Connection? EdgeSidecarToChildren);

    internal sealed record Item(
        JsonElement Pk, string? Code, long? TakenAt, int? MediaType, [property: System.Text.Json.Serialization.JsonPropertyName("image_versions2")] Versions? ImageVersions, Item?[]? CarouselMedia, Text? Caption, long? LikeCount, long? CommentCount,
        string? AccessibilityCaption, Owner? User);

    internal sealed record Owner(JsonElement Pk, bool? IsPrivate);

    internal sealed record Versions(Candidate?[]? Candidates);

    internal sealed record Candidate(string? Url, int? Width);

    internal sealed record Text([property: System.Text.Json.Serialization.JsonPropertyName("text")] string? Value);
}
