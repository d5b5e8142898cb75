using Spotter.Collecting;
using Spotter.Sources;

namespace Spotter.Moving.Exporting;

/// <summary>A picture with its post, as a row of a table. A post without pictures is a row, too.</summary>
internal sealed record PictureRow
{
    public required string Account { get; init; }

    public required string Id { get; init; }

    public required DateTime PostedAt { get; init; }

    public required DateTime FoundAt { get; init; }

    public string? Link { get; init; }

    public string? Caption { get; init; }

    public long? Likes { get; init; }

    public long? Comments { get; init; }

    public bool? Video { get; init; }

    public string? Category { get; init; }

    public required string Stage { get; init; }

    public string? Model { get; init; }

    /// <summary>Which of the post's pictures, from 1; null where it has none.</summary>
    public int? Picture { get; init; }

    public string? Address { get; init; }

    public string? AltText { get; init; }

    public string? Sha256 { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    /// <summary>The model's best label.</summary>
    public string? Label { get; init; }

    public float? Score { get; init; }

    public string? PersonsLabel { get; init; }

    /// <summary>What is written in it, a line each.</summary>
    public string? Words { get; init; }

    /// <summary>What the account's captions say of it.</summary>
    public string? AccountLabel { get; init; }

    public double? AccountScore { get; init; }

    /// <summary>By how many captions.</summary>
    public int? AccountCaptions { get; init; }

    public string? CaptionModel { get; init; }

    /// <summary>What people wrote below the post, a line each, with whose it is before it.</summary>
    public string? CommentTexts { get; init; }

    /// <summary>The rows of a post.</summary>
    public static IEnumerable<PictureRow> Of(PostDocument post) => post.Pictures.Count == 0
        ? [Of(post, null, null)]
        : post.Pictures.Select((picture, index) => Of(post, picture, index + 1));

    private static string LineOf(PostComment comment)
    {
        var text = comment.Text.ReplaceLineEndings(" ");
        return comment.By is { } by ? $"{by}: {text}" : text;
    }

    private static PictureRow Of(PostDocument post, PictureDocument? picture, int? number) => new()
    {
        Account = post.Account.ToString(),
        Id = post.Id,
        PostedAt = post.PostedAt.UtcDateTime,
        FoundAt = post.FoundAt.UtcDateTime,
        Link = post.Link,
        Caption = post.Caption,
        Likes = post.Likes,
        Comments = post.Comments,
        CommentTexts = post.CommentTexts is { } said ? string.Join('\n', said.Select(LineOf)) : null,
        Video = post.Video,
        Category = post.Category,
        Stage = post.Stage.ToString(),
        Model = post.Model,
        Picture = number,
        Address = picture?.Address,
        AltText = picture?.AltText,
        Sha256 = picture?.Sha256,
        Width = picture is { Width: > 0 } ? picture.Width : null,
        Height = picture is { Height: > 0 } ? picture.Height : null,
        Label = picture?.Labels is [var best, ..] ? best.Label : null,
        Score = picture?.Labels is [var surest, ..] ? surest.Score : null,
        PersonsLabel = picture?.PersonsLabel,
        Words = picture?.Words is { } lines ? string.Join('\n', lines.Select(line => line.Text)) : null,
        AccountLabel = post.Prediction?.Label,
        AccountScore = post.Prediction?.Score,
        AccountCaptions = post.Prediction?.Captions,
        CaptionModel = post.Prediction?.Model,
    };
}
