using Spotter.Sources;

namespace Spotter.Moving.Importing;

/// <summary>A post as the JSON beside its pictures tells it.</summary>
/// <param name="Source">Where it is from.</param>
/// <param name="Owner">Whose; null where that is not said.</param>
/// <param name="Post">The post.</param>
/// <param name="Files">The files of its pictures, in their order; null for one that is not there.</param>
internal sealed record DescribedPost(string Source, string? Owner, Post Post, IReadOnlyList<string?> Files)
{
    /// <summary>True where both tell of one post, each of another picture.</summary>
    public bool IsSameAs(DescribedPost other) => (Source, Owner, Post.Id) == (other.Source, other.Owner, other.Post.Id);

    /// <summary>The same with the pictures of both.</summary>
    public DescribedPost With(DescribedPost other) => this with
    {
        Post = Post with { Pictures = [.. Post.Pictures, .. other.Post.Pictures], IsVideo = Post.IsVideo & other.Post.IsVideo },
        Files = [.. Files, .. other.Files],
    };
}
