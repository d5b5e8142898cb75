using System.Text.Json.Serialization;

namespace Spotter.Simulator.Instagram.Replies;

internal sealed record FeedItem
{
    public required long Pk { get; init; }

    public required string Id { get; init; }

    public required string Code { get; init; }

    public required long TakenAt { get; init; }

    public required int MediaType { get; init; }

    public required int LikeCount { get; init; }

    public required int CommentCount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public CaptionText? Caption { get; init; }

    public long[]? TimelinePinnedUserIds { get; init; }

    public int? CarouselMediaCount { get; init; }

    public FeedPicture[]? CarouselMedia { get; init; }

    [JsonPropertyName("image_versions2")]
    public PictureVersions? ImageVersions { get; init; }

    public PictureVersions.Candidate[]? VideoVersions { get; init; }
}
