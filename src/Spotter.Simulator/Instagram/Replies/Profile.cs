using System.Text.Json.Serialization;

namespace Spotter.Simulator.Instagram.Replies;

internal sealed record Profile
{
    [JsonNumberHandling(JsonNumberHandling.WriteAsString)]
    public long? Id { get; init; }

    public string? Username { get; init; }

    public string? FullName { get; init; }

    public bool? IsPrivate { get; init; }

    public Total? EdgeFollowedBy { get; init; }

    public required Timeline EdgeOwnerToTimelineMedia { get; init; }
}
