using System.Text.Json;
using System.Text.Json.Serialization;
using Spotter.Accounts;
using Spotter.Captions;
using Spotter.Corrections;
using Spotter.Models;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Reading;
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

    /// <summary>The files of its pictures and videos, as far as they have one.</summary>
    internal IEnumerable<(PictureId Id, string File)> ListFiles()
    {
        foreach (var (sha256, name) in Pictures.Select(picture => (picture.Sha256, picture.File))
            .Concat((Videos ?? []).Select(video => (video.Sha256, video.File))))
            if (name is not null && PictureId.TryParse(sha256, out var id))
                yield return (id, name);
    }
}

/// <summary>A picture of a <see cref="PostDocument"/>.</summary>
public sealed record PictureDocument
{
    /// <summary>Where the source had it. May have expired.</summary>
    public required string Address { get; init; }

    /// <summary>What the source says of it.</summary>
    public string? AltText { get; init; }

    /// <summary>The SHA-256 of its bytes, in hexadecimal digits; left out where it was not fetched.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Its file, relative to the folder.</summary>
    public string? File { get; set; }

    /// <summary>In pixels.</summary>
    public int Width { get; init; }

    /// <summary>In pixels.</summary>
    public int Height { get; init; }

    /// <summary>What the model said, the best first, with scores from 0 to 1.</summary>
    public IReadOnlyList<LabelScore>? Labels { get; init; }

    /// <summary>What a person said.</summary>
    public string? PersonsLabel { get; init; }

    /// <summary>Who said it, when, and of which model's word.</summary>
    public PictureLabel? Correction { get; init; }

    /// <summary>What is written in it, line by line; left out where it was not read.</summary>
    public IReadOnlyList<WordLine>? Words { get; init; }

    /// <summary>Lines of a script that the reader does not know, or that it cannot make out, with the letters it takes them for.</summary>
    public IReadOnlyList<WordLine>? Unread { get; init; }

    /// <summary>Who read it: the reader's name and the hash of its models.</summary>
    public string? Reader { get; init; }

    /// <summary>True where the labels go by the picture alone, and are to be computed again when its words are read.</summary>
    public bool ScoredWithoutWords { get; init; }

    /// <summary>True where its words may still decide something.</summary>
    public bool AsksForWords { get; init; }

    /// <summary>Why it was not fetched or classified.</summary>
    public string? Failure { get; init; }

    /// <summary>True where it was given up.</summary>
    public bool Lost { get; init; }

    /// <summary>True where its address led nowhere.</summary>
    public bool Gone { get; init; }

    /// <summary>How often what came was no picture that can be read.</summary>
    public int Unreadable { get; init; }

    /// <summary>Since when it fails.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>A picture of a post, and what a person says of it.</summary>
    internal static PictureDocument Of(PostPicture picture, PictureRecord record, PictureLabel? said) => new()
    {
        Address = picture.Address,
        AltText = picture.AltText,
        Sha256 = record.Id?.Hex,
        Width = record.Width,
        Height = record.Height,
        Labels = record.Scores.Count == 0 ? null : record.Scores,
        PersonsLabel = said?.Label,
        Correction = said,
        Words = record.Words?.Lines,
        Unread = record.Words?.Unread,
        Reader = record.Words?.Reader,
        ScoredWithoutWords = record.IsScoredWithoutWords,
        AsksForWords = record.AsksForWords,
        Failure = record.Failure,
        Lost = record.IsLost,
        Gone = record.IsGone,
        Unreadable = record.Unreadable,
        FailingSince = record.FailingSince,
    };

    /// <summary>The picture as it is kept.</summary>
    internal PictureRecord ToRecord() => new()
    {
        Id = PictureId.TryParse(Sha256, out var id) ? id : null,
        Width = Width,
        Height = Height,
        Failure = Failure,
        Unreadable = Unreadable,
        FailingSince = FailingSince,
        IsGone = Gone,
        IsLost = Lost,
        Scores = Labels ?? [],
        IsScoredWithoutWords = ScoredWithoutWords,
        AsksForWords = AsksForWords,
        Words = Words is null ? null : new PictureWords(Reader ?? "", Words) { Unread = Unread },
    };
}
