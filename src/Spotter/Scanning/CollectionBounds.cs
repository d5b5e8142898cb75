using Spotter.Posts;
using Spotter.Sources;

namespace Spotter.Scanning;

/// <summary>What a collection takes of an account's posts. An account that is collected need not be watched.</summary>
/// <param name="Since">No post of an earlier time; null for all. It ends the pass where a source gives the newest first.</param>
/// <param name="Until">No post of this time or a later one; null for all.</param>
/// <param name="Only">Which kind of post.</param>
/// <param name="Model">The model that classifies; null for none.</param>
/// <param name="ReadsWords">True where the words in all pictures are read.</param>
/// <param name="KeepsRaw">True where what the source says of each post is kept as it comes.</param>
/// <param name="KeepsVideos">True where the files of videos are kept, too.</param>
public sealed record CollectionBounds(
    DateTimeOffset? Since = null,
    DateTimeOffset? Until = null,
    PostKind Only = PostKind.All,
    string? Model = null,
    bool ReadsWords = false,
    bool KeepsRaw = false,
    bool KeepsVideos = false)
{
    /// <summary>True for a post that is taken.</summary>
    public bool Takes(Post post) =>
        !IsPast(post)
        && !(post.PostedAt >= Until)
        && Only switch
        {
            PostKind.Pictures => post.IsVideo != true,
            PostKind.Videos => post.IsVideo == true,
            _ => true,
        };

    /// <summary>True for a post that is older than all that are taken.</summary>
    public bool IsPast(Post post) => post.PostedAt < Since;

    /// <summary>How its posts are worked on.</summary>
    internal CollectedWork Work => new(Model, ReadsWords);
}
