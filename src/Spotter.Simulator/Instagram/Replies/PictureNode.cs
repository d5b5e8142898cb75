using System.Text.Json.Serialization;

namespace Spotter.Simulator.Instagram.Replies;

internal sealed record PictureNode(
    [property: JsonPropertyName("__typename")] string TypeName,
    [property: JsonNumberHandling(JsonNumberHandling.WriteAsString)] long Id,
    string DisplayUrl,
    bool IsVideo,
    string? VideoUrl);
