using System.Text.Json;
using Spotter.Accounts;
using Spotter.Sources;

namespace Spotter.Moving.Importing;

/// <summary>A post as the JSON beside its pictures tells it.</summary>
/// <param name="Source">Where it is from.</param>
/// <param name="Owner">Whose; null where that is not said.</param>
/// <param name="Post">The post.</param>
/// <param name="Files">The files of its pictures, in their order; null for one that is not there.</param>
/// <param name="Number">Which part of the post this is, where several files tell of it; 0 where that is not said.</param>
internal sealed record DescribedPost(string Source, string? Owner, Post Post, IReadOnlyList<string?> Files, double Number = 0)
{
    /// <summary>The files of its videos, in their order; null for one that is not there.</summary>
    public IReadOnlyList<string?> VideoFiles { get; init; } = [];

    /// <summary>Which post it is.</summary>
    public (string Source, string? Owner, string Id) Key => (Source, Owner, Post.Id);

    /// <summary>
    /// The same of the account that <c>spotter collect --layout</c> noted; as it is where another program wrote the file.
    /// </summary>
    public DescribedPost AsWrittenHere(JsonElement root) =>
        AccountId.TryParse(JsonFields.Text(root, "spotter", "account"), out var account)
            ? this with { Source = account.Source, Owner = account.Handle }
            : this;

    /// <summary>The same with the pictures and videos of both. A video shows what the picture of its number does.</summary>
    /// <param name="other">The next part.</param>
    public DescribedPost With(DescribedPost other) => this with
    {
        Post = Post with
        {
            Pictures = [.. Post.Pictures, .. other.Post.Pictures],
            Videos = [.. Post.Videos ?? [], .. (other.Post.Videos ?? []).Select(
                video => video with { Cover = video.Cover + Post.Pictures.Count ?? FindCover(other) })],
            IsVideo = Post.IsVideo & other.Post.IsVideo,
        },
        Files = [.. Files, .. other.Files],
        VideoFiles = [.. VideoFiles, .. other.VideoFiles],
        Number = other.Number,
    };

    private int? FindCover(DescribedPost video) =>
        video.Number > 0 && video.Number == Number && Post.Pictures.Count > 0 ? Post.Pictures.Count - 1 : null;
}
