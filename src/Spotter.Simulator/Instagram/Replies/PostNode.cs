using System.Text.Json.Serialization;

namespace Spotter.Simulator.Instagram.Replies;

internal sealed record PostNode(
    [property: JsonPropertyName("__typename")] string TypeName,
    [property: JsonNumberHandling(JsonNumberHandling.WriteAsString)] long Id,
    string Shortcode,
    string DisplayUrl,
    bool IsVideo,
    string? VideoUrl,
    string AccessibilityCaption,
    EdgeList<CaptionText> EdgeMediaToCaption,
    Total EdgeMediaToComment,
    Total EdgeMediaPreviewLike,
    long TakenAtTimestamp,
    PostNode.Owner[] PinnedForUsers,
    EdgeList<PictureNode>? EdgeSidecarToChildren)
{
    internal sealed record Owner([property: JsonNumberHandling(JsonNumberHandling.WriteAsString)] long Id, string Username);
}
