using Spotter.Posts;
using Spotter.Sources;

namespace Spotter.Scanning;

/// <summary>What a page that is read again changes of a post that is known.</summary>
internal static class KnownPosts
{
    /// <summary>
    /// The post with what was not asked for when it was found, and with fresh addresses of what is still to be stored; the same object
    /// where nothing is new.
    /// </summary>
    /// <param name="known">The post.</param>
    /// <param name="shown">What the source says of it now.</param>
    /// <param name="keepsVideos">True where the files of its videos are asked for.</param>
    public static PostRecord Renew(PostRecord known, Post shown, bool keepsVideos)
    {
        var post = known.Post.Raw is null && shown.Raw is not null
            ? known with { Post = known.Post with { Raw = shown.Raw } }
            : known;
        if (keepsVideos && post.Videos is null && shown.Videos is { } videos)
            post = AddVideos(post, videos);
        if (post.Stage == PostStage.Discovered)
            post = RefreshPictures(post, shown);
        return post.OwesVideos ? RefreshVideos(post, shown) : post;
    }

    // What became of its pictures is over.
    private static PostRecord AddVideos(PostRecord old, IReadOnlyList<PostVideo> videos)
    {
        var post = old with { Post = old.Post with { Videos = videos }, Videos = [.. videos.Select(VideoRecord.Of)] };
        return old.IsJudged ? post with { Attempts = 0, FailingSince = null, DueAt = null, NotBefore = null } : post;
    }

    // Addresses expire: a post whose files are still to be stored takes the fresh ones, and tries them at once, unless somebody asked to
    // wait.
    private static PostRecord RefreshPictures(PostRecord old, Post shown)
    {
        if (shown.Pictures.SequenceEqual(old.Post.Pictures) || (
            shown.Pictures.Count != old.Post.Pictures.Count && old.Pictures.Any(picture => picture.Id is not null)))
            return old;

        return old with
        {
            Post = old.Post with { Pictures = shown.Pictures },
            Pictures = shown.Pictures.Count == old.Pictures.Count ? old.Pictures : [.. shown.Pictures.Select(_ => new PictureRecord())],
            DueAt = old.NotBefore,
        };
    }

    private static PostRecord RefreshVideos(PostRecord old, Post shown)
    {
        if (shown.Videos is not { } videos || videos.Count != old.Videos!.Count || videos.SequenceEqual(old.Post.Videos ?? []))
            return old;

        return old with
        {
            Post = old.Post with { Videos = videos },
            DueAt = old.IsJudged ? old.NotBefore : old.DueAt,
        };
    }
}
