using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spotter.Sources.InstagramWeb;

/// <summary>
/// What Instagram's own pages are fed with, in three shapes: GraphQL's nodes below <c>data</c>, the mobile <c>items</c>, and these as
/// nodes.
/// </summary>
internal sealed record WebReply(
    WebReply.Envelope? Data,
    JsonElement[]? Items,
    bool? MoreAvailable,
    JsonElement NextMaxId,
    string? Message,
    bool? RequireLogin,
    string? Status)
{
    internal sealed record Envelope(
        Profile? User, [property: JsonPropertyName("xdt_api__v1__feed__user_timeline_graphql_connection")] Timeline? UserTimeline);

    internal sealed record Profile(JsonElement Id, bool? IsPrivate, Timeline? EdgeOwnerToTimelineMedia);

    /// <param name="Count">How many posts there are in all.</param>
    /// <param name="PageInfo">Where it goes on.</param>
    /// <param name="Edges">Each of them with a <see cref="WebReply.Node"/> or a <see cref="WebReply.Item"/>, if it is a post.</param>
    internal sealed record Timeline(double? Count, PageInfo? PageInfo, JsonElement[]? Edges)
    {
        /// <summary>What the edges lead to.</summary>
        public IEnumerable<JsonElement> Nodes => (Edges ?? [])
            .Where(edge => edge.ValueKind != JsonValueKind.Null)
            .Select(edge => edge.ValueKind == JsonValueKind.Object && edge.TryGetProperty("node", out var node) ? node : edge);
    }

    internal sealed record PageInfo(bool? HasNextPage, string? EndCursor);

    internal sealed record Edge(Node? Node);

    internal sealed record Connection(double? Count, Edge?[]? Edges);

    internal sealed record Node(
        string? Id,
        string? Shortcode,
        double? TakenAtTimestamp,
        string? DisplayUrl,
        string? AccessibilityCaption,
        JsonElement IsVideo,
        string? VideoUrl,
        JsonElement EdgeMediaToCaption,
        Connection? EdgeMediaPreviewLike,
        Connection? EdgeLikedBy,
        JsonElement EdgeMediaToComment,
        JsonElement EdgeMediaToParentComment,
        JsonElement EdgeMediaPreviewComment,
        Connection? EdgeSidecarToChildren);

    internal sealed record Item(
        string? Pk,
        string? Code,
        double? TakenAt,
        [property: JsonPropertyName("image_versions2")] Versions? ImageVersions,
        Candidate?[]? VideoVersions,
        Item?[]? CarouselMedia,
        double? MediaType,
        JsonElement Caption,
        double? LikeCount,
        double? CommentCount,
        JsonElement PreviewComments,
        JsonElement Comments,
        string? AccessibilityCaption);

    internal sealed record Versions(Candidate?[]? Candidates);

    internal sealed record Candidate(string? Url, double? Width);
}
