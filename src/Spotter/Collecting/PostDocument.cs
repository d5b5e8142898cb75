using System.Text.Json;
using System.Text.Json.Serialization;
using Spotter.Accounts;
using Spotter.Captions;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Sources;

namespace Spotter.Collecting;

/// <summary>A post as it is given to other programs: a line of a JSON Lines file. What is not known is left out.</summary>
public sealed record PostDocument
{
    /// <summary>Whose, as <c>source:handle</c>.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The source's id.</summary>
    public required string Id { get; init; }

    /// <summary>When it was posted, or first seen where <see cref="Undated"/> is true.</summary>
    public required DateTimeOffset PostedAt { get; init; }

    /// <summary>True where the source gives no time.</summary>
    public bool Undated { get; init; }

    /// <summary>When it was found.</summary>
    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>Its own page.</summary>
    public string? Link { get; init; }

    /// <summary>The text beside the pictures.</summary>
    public string? Caption { get; init; }

    /// <summary>How many likes.</summary>
    public long? Likes { get; init; }

    /// <summary>How many comments.</summary>
    public long? Comments { get; init; }

    /// <summary>What they say, as far as the source showed it when the post was found.</summary>
    public IReadOnlyList<PostComment>? CommentTexts { get; init; }

    /// <summary>True for a video.</summary>
    public bool? Video { get; init; }

    /// <summary>What the source files it under.</summary>
    public string? Category { get; init; }

    /// <summary>How far it has come: <c>Done</c>, <c>Failed</c>, or what is still to be done.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required PostStage Stage { get; init; }

    /// <summary>Why it failed or waits.</summary>
    public string? Reason { get; init; }

    /// <summary>How often it was tried and failed.</summary>
    public int Attempts { get; init; }

    /// <summary>Since when it fails.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>True where the account's first scan found it and its source gives it no time: it is no news.</summary>
    public bool Baseline { get; init; }

    /// <summary>The model that classified it.</summary>
    public string? Model { get; init; }

    /// <summary>Which of its files that was, by the beginning of its SHA-256.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>What the source said of it, without secrets; left out where that was not kept.</summary>
    public JsonElement? Raw { get; init; }

    /// <summary>What a model of captions said of the account. Nobody reads it back: another host says it anew.</summary>
    public KeptPrediction? Prediction { get; init; }

    /// <summary>Its pictures, in their order.</summary>
    public required IReadOnlyList<PictureDocument> Pictures { get; init; }

    /// <summary>Its videos, in their order; left out where there are none or their files were not asked for.</summary>
    public IReadOnlyList<VideoDocument>? Videos { get; init; }

    /// <summary>True where another post of the account, of the same second, comes before this one when files are named.</summary>
    [JsonIgnore]
    public bool IsTwin { get; init; }

    /// <summary>A post with its pictures.</summary>
    internal static PostDocument Of(AccountId account, PostRecord post, IReadOnlyList<PictureDocument> pictures) => new()
    {
        Account = account,
        Id = post.Post.Id,
        PostedAt = post.Post.PostedAt,
        Undated = post.Post.IsUndated,
        FoundAt = post.FoundAt,
        Link = post.Post.Link,
        Caption = post.Post.Caption,
        Likes = post.Post.Likes,
        Comments = post.Post.Comments,
        CommentTexts = post.Post.CommentTexts,
        Video = post.Post.IsVideo,
        Category = post.Post.Category,
        Stage = post.Stage,
        Reason = post.Reason,
        Attempts = post.Attempts,
        FailingSince = post.FailingSince,
        Baseline = post.IsBaseline,
        Model = post.Model,
        ModelVersion = post.ModelVersion,
        Raw = post.Post.Raw is { } raw ? JsonElement.Parse(raw) : null,
        Pictures = pictures,
        Videos = post.Videos?.Select((video, i) => VideoDocument.Of(post.Post.Videos!.ElementAtOrDefault(i), video)).ToList(),
    };

    /// <summary>The post as it is kept; one that is not settled is due at once.</summary>
    internal PostRecord ToRecord() => new()
    {
        Post = new Post
        {
            Id = Id,
            PostedAt = PostedAt,
            IsUndated = Undated,
            Category = Category,
            Caption = Caption,
            Link = Link,
            Likes = Likes,
            Comments = Comments,
            CommentTexts = CommentTexts,
            IsVideo = Video,
            Raw = Raw?.GetRawText(),
            Pictures = [.. Pictures.Select(picture => new PostPicture(picture.Address, picture.AltText))],
            Videos = Videos?.Select(video => new PostVideo(video.Address, video.Cover)).ToList(),
        },
        FoundAt = FoundAt,
        IsBaseline = Baseline,
        Stage = Stage,
        Attempts = Attempts,
        FailingSince = FailingSince,
        Reason = Reason,
        Model = Model,
        ModelVersion = ModelVersion,
        Pictures = [.. Pictures.Select(picture => picture.ToRecord())],
        Videos = Videos?.Select(video => video.ToRecord()).ToList(),
    };

    /// <summary>Its pictures and its videos, with which of them each is, from 0.</summary>
    internal IEnumerable<(int Index, FileDocument File)> Files =>
        Pictures.Index<FileDocument>().Concat((Videos ?? []).Index<FileDocument>());

    /// <summary>The files of its pictures and videos, as far as they have a name.</summary>
    internal IEnumerable<(PictureId Id, string File)> ListNamed()
    {
        foreach (var (_, file) in Files)
            if (file.File is { } name && PictureId.TryParse(file.Sha256, out var id))
                yield return (id, name);
    }
}
