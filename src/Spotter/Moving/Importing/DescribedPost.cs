using System.Text.Json;
using Spotter.Accounts;
using Spotter.Sources;

namespace Spotter.Moving.Importing;

/// <summary>A post as the JSON beside its pictures tells it.</summary>
/// <param name="Source">Where it is from.</param>
/// <param name="Owner">Whose; null where that is not said.</param>
/// <param name="Post">The post.</param>
/// <param name="Files">The files of its pictures, in their order; null for one that is not there.</param>
/// <param name="Number">Which part of the post this is, where several files tell of it; null where that is not said.</param>
internal sealed record DescribedPost(string Source, string? Owner, Post Post, IReadOnlyList<string?> Files, double? Number = null)
{
    /// <summary>What only another description of the same part has, too; null where this one tells of all of the post.</summary>
    public string? Part { get; init; }

    /// <summary>The files of its videos, in their order; null for one that is not there.</summary>
    public IReadOnlyList<string?> VideoFiles { get; init; } = [];

    /// <summary>The files of its pictures and videos that are there.</summary>
    public IEnumerable<string> Found => Files.Concat(VideoFiles).OfType<string>();

    /// <summary>Which post it is.</summary>
    public (string Source, string? Owner, string Id) Key => (Source, Owner, Post.Id);

    /// <summary>
    /// The same of the account that <c>spotter collect --layout</c> noted; as it is where another program wrote the file.
    /// </summary>
    public DescribedPost AsWrittenHere(JsonElement root) =>
        AccountId.TryParse(JsonFields.Text(root, "spotter", "account"), out var account)
            ? this with { Source = account.Source, Owner = account.Handle }
            : this;

    /// <summary>
    /// The post that several descriptions tell of. What lies in several folders, as that of an account and that of a word, is one.
    /// </summary>
    public static DescribedPost Of(IReadOnlyList<DescribedPost> all)
    {
        var best = all.GroupBy(one => one.Part).Select(same => same.MaxBy(one => one.Found.Count())!).ToList();
        return best.Find(one => one.Part is null)
            // A cover before its video.
            ?? best.OrderBy(one => one.Number).ThenBy(one => one.VideoFiles.Count).Aggregate((post, next) => post.With(next));
    }

    // A video shows what the picture of its number does.
    private DescribedPost With(DescribedPost other) => this with
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
        // Only a picture is a cover.
        Number = other.Files.Count > 0 ? other.Number : null,
    };

    private int? FindCover(DescribedPost video) =>
        video.Number is not null && video.Number == Number && Post.Pictures.Count > 0 ? Post.Pictures.Count - 1 : null;
}
