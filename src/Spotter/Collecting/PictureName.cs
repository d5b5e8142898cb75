using Spotter.Accounts;
using Spotter.Pictures;

namespace Spotter.Collecting;

/// <summary>What the file of a picture may be called by.</summary>
/// <param name="Account">Whose.</param>
/// <param name="PostId">The source's id of the post.</param>
/// <param name="PostedAt">When it was posted.</param>
/// <param name="Number">Which of the post's pictures, from 1.</param>
/// <param name="Picture">The picture.</param>
/// <param name="Extension">With its dot.</param>
/// <param name="Category">What the source files it under; null where it says nothing.</param>
/// <param name="Label">The best label; null where it was not classified.</param>
/// <param name="Count">How many pictures the post has.</param>
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
    /// <summary>What a picture of a post may be called by.</summary>
    internal static PictureName Of(
        PostDocument post, int index, PictureId picture, string extension, bool isTwin = false) => new(
        post.Account,
        post.Id,
        post.PostedAt,
        index + 1,
        picture,
        extension,
        post.Category,
        post.Pictures[index].Labels is [var best, ..] ? best.Label : null,
        post.Pictures.Count,
        isTwin);
}
