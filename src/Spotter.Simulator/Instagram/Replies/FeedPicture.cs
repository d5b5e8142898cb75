using System.Text.Json.Serialization;

namespace Spotter.Simulator.Instagram.Replies;

internal sealed record FeedPicture(
    long Pk,
    int MediaType,
    [property: JsonPropertyName("image_versions2")] PictureVersions ImageVersions,
    PictureVersions.Candidate[]? VideoVersions);
