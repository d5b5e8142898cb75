using Spotter.Accounts;
using Spotter.Pictures;

namespace Spotter.Collecting;

/// <summary>What the file of a picture, or of a video, may be called by.</summary>
/// <param name="Account">Whose.</param>
/// <param name="PostId">The source's id of the post.</param>
/// <param name="PostedAt">When it was posted.</param>
/// <param name="Number">Which of the post's pictures, from 1; a video has the number of its cover.</param>
/// <param name="Picture">The picture.</param>
/// <param name="Extension">With its dot.</param>
/// <param name="Category">What the source files it under; null where it says nothing.</param>
/// <param name="Label">The best label; null where it was not classified.</param>
/// <param name="Count">How many pictures, and videos without a cover, the post has.</param>
/// <param name="IsTwin">True where another post of the account, of the same second, was named before this one.</param>
public sealed record PictureName(
    AccountId Account,
    string PostId,
    DateTimeOffset PostedAt,
    int Number,
    PictureId Picture,
    string Extension,
    string? Category,
    string? Label,
    int Count = 1,
    bool IsTwin = false)
{
    /// <summary>
    /// What a file of a post may be called by: a picture by its place, a video as its cover or after all pictures.
    /// </summary>
    internal static PictureName Of(PostDocument post, int index, FileDocument file, PictureId id, string extension)
    {
        var shown = file is VideoDocument video ? (HasCover(post, video) ? video.Cover : null) : index;
        return new PictureName(
            post.Account,
            post.Id,
            post.PostedAt,
            shown + 1 ?? post.Pictures.Count + post.Videos!.Take(index + 1).Count(one => !HasCover(post, one)),
            id,
            extension,
            post.Category,
            shown is { } at && post.Pictures[at].Labels is [var best, ..] ? best.Label : null,
            post.Pictures.Count + (post.Videos?.Count(one => !HasCover(post, one)) ?? 0),
            post.IsTwin);
    }

    private static bool HasCover(PostDocument post, VideoDocument video) => video.Cover >= 0 && video.Cover < post.Pictures.Count;
}
