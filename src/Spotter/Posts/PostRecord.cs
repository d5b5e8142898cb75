using System.Text.Json.Serialization;
using Spotter.Models;
using Spotter.Sources;

namespace Spotter.Posts;

/// <summary>A post and how far it has come.</summary>
public sealed record PostRecord
{
    /// <summary>The post as its source described it.</summary>
    public required Post Post { get; init; }

    /// <summary>When a scan first saw it.</summary>
    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>True where the account's first pass found it and its source gives it no time: it is no news.</summary>
    public bool IsBaseline { get; init; }

    /// <summary>How far it has come.</summary>
    public PostStage Stage { get; init; }

    /// <summary>How often the present stage was tried and failed.</summary>
    public int Attempts { get; init; }

    /// <summary>Since when it fails; null where it does not.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>When it is tried next; null where nothing speaks against now.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Until when the other side asked to wait; null where it did not.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Why the last attempt failed, for a person; null where none did.</summary>
    public string? Reason { get; init; }

    /// <summary>True where one of its alerts is not settled.</summary>
    public bool OwesAlert { get; init; }

    /// <summary>When it came how far; null where that was not kept.</summary>
    public PostWay? Way { get; init; }

    /// <summary>The model that classified it; null before.</summary>
    public string? Model { get; init; }

    /// <summary>Which of its files that was, by the beginning of its SHA-256; null where that is not known.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>Its pictures, in the order of <see cref="Post.Pictures"/>.</summary>
    public IReadOnlyList<PictureRecord> Pictures { get; init; } = [];

    /// <summary>Its videos, in the order of <see cref="Post.Videos"/>; null where their files are not asked for.</summary>
    public IReadOnlyList<VideoRecord>? Videos { get; init; }

    /// <summary>True where the file of a video is still to be stored.</summary>
    [JsonIgnore]
    public bool OwesVideos => Videos?.Any(video => video.IsMissing) == true;

    /// <summary>Its pictures and its videos.</summary>
    [JsonIgnore]
    public IEnumerable<FetchedFile> Files => Pictures.Concat<FetchedFile>(Videos ?? []);

    /// <summary>What a post's key says of it where its record cannot be read.</summary>
    public static PostRecord OfDamaged(string key, string? reason)
    {
        var post = PostKeys.Read(key);
        return new PostRecord { Post = post, FoundAt = post.PostedAt, Stage = PostStage.Failed, Reason = reason };
    }

    /// <summary>The same with what was given up of it to be done anew; null where nothing was.</summary>
    /// <param name="owesAlert">True where one of its alerts is to be sent.</param>
    public PostRecord? Revive(bool owesAlert)
    {
        var videos = Videos?.Select((video, index) => video.IsLost ? VideoRecord.Of(Post.Videos![index]) : video).ToList();
        var isVideoLost = Videos?.Any(video => video.IsLost) == true;
        var isLost = Pictures.Any(picture => picture.IsLost || (Stage == PostStage.Failed && picture.Id is null));
        if (!isLost && !isVideoLost && !owesAlert && Stage != PostStage.Failed)
            return null;

        return this with
        {
            Stage = isLost ? PostStage.Discovered
                : Stage == PostStage.Failed ? PostStage.Stored
                : owesAlert ? PostStage.Classified
                : Stage,
            Attempts = 0,
            Reason = null,
            FailingSince = null,
            DueAt = null,
            OwesAlert = owesAlert || OwesAlert,
            Pictures = [.. Pictures.Select(picture => picture.Id is null ? new PictureRecord { IsGone = picture.IsGone } : picture)],
            Videos = videos,
        };
    }

    /// <summary>A post that waits for no video any more, where all is said of its pictures; the same object where it does.</summary>
    internal static PostRecord EndVideos(PostRecord post) => !post.IsSettled
        ? post
        : post with
        {
            Attempts = 0,
            FailingSince = null,
            DueAt = null,
            Reason = post.Files.FirstOrDefault(file => file.IsLost)?.Failure ?? (post.Stage == PostStage.Failed ? post.Reason : null),
        };

    /// <summary>The same with the times of the stages that it has reached since it was <paramref name="before"/>.</summary>
    internal PostRecord OnItsWay(PostRecord before, DateTimeOffset now)
    {
        var seconds = (int)Math.Clamp((now - FoundAt).TotalSeconds, 0, int.MaxValue);
        var way = before.Way ?? new PostWay();
        var classified = Reached(PostStage.Classified, way.Classified);
        var next = way with
        {
            Stored = Reached(PostStage.Stored, way.Stored),
            Classified = classified,
            Ended = !IsSettled ? null : before.IsSettled ? way.Ended : seconds == classified ? null : seconds,
            Tries = way.Tries + (Attempts > before.Attempts ? 1 : 0),
        };
        return next == way ? this with { Way = before.Way } : this with { Way = next };

        // What is done anew is reached anew.
        int? Reached(PostStage stage, int? known) => Stage < stage || (Stage == PostStage.Failed && before.Stage < stage)
            ? null
            : before.Stage < stage ? seconds : known;
    }

    /// <summary>What <see cref="ModelVersion"/> is of a model.</summary>
    public static string? VersionOf(ModelDescription model) => model.Sha256?[..Math.Min(model.Sha256.Length, 12)];

    /// <summary>True where all is said of its pictures; files of videos may be on their way.</summary>
    [JsonIgnore]
    public bool IsJudged => Stage is PostStage.Done or PostStage.Failed;

    /// <summary>True where nothing more is to be done.</summary>
    public bool IsSettled => IsJudged && !OwesVideos;
}
