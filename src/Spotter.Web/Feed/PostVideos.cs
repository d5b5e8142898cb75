using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Web.Markup;
using Spotter.Web.Pictures;

namespace Spotter.Web.Feed;

/// <summary>The videos of a post, as its page shows them: a player for one whose file is here, and the reason where it is not.</summary>
internal sealed class PostVideos(IVideoInventory? videos = null)
{
    private const int NoCover = -1;

    /// <summary>Writes the videos of a post by the picture, from 0, that is their cover.</summary>
    public async Task<ILookup<int, ShownVideo>> WriteAsync(FoundPost post, CancellationToken cancellationToken)
    {
        var written = new List<(int Cover, ShownVideo Video)>();
        foreach (var (index, video) in (post.Post.Videos ?? []).Index())
            written.Add((CoverOf(post.Post, index), await WriteAsync(post, video, index, cancellationToken)));
        return written.ToLookup(one => one.Cover, one => one.Video);
    }

    /// <summary>Those that no picture of the post is the cover of.</summary>
    public static Html WithoutCover(ILookup<int, ShownVideo> videos) =>
        Html.Each(videos[NoCover], video => Html.Of($"""<section class="picture">{video.Html}</section>"""));

    private static int CoverOf(PostRecord post, int index) =>
        post.Post.Videos?.ElementAtOrDefault(index)?.Cover is { } cover && cover >= 0 && cover < post.Pictures.Count ? cover : NoCover;

    private async Task<ShownVideo> WriteAsync(FoundPost post, VideoRecord video, int index, CancellationToken cancellationToken)
    {
        if (video.Id is { } id)
            // What a host was told of by another may have stayed there.
            return videos is not null && await videos.ContainsAsync(id, cancellationToken)
                ? new ShownVideo(Player(post, id, index), IsPlayer: true)
                : new ShownVideo(default);

        return new ShownVideo(video.IsLost
            ? Html.Of($"""<p class="bad">The video was given up: {video.Failure}</p>""")
            : Html.Of($"""<p class="warn">The video is not here yet{(video.Failure is { } why ? $": {why}" : "")}</p>"""));
    }

    // Nothing of it is fetched before somebody plays it.
    private static Html Player(FoundPost post, PictureId id, int index)
    {
        var cover = post.Post.Pictures.ElementAtOrDefault(CoverOf(post.Post, index));
        var poster = cover?.Id is { } picture
            ? Html.Of($""" poster="{PicturePages.AddressOf(picture, Thumbnails.Large)}" """)
            : default;
        var size = cover is { Width: > 0, Height: > 0 }
            ? Html.Of($""" width="{cover.Width}" height="{cover.Height}" """)
            : default;
        return Html.Of($"""
            <video controls preload="none" src="{VideoPages.AddressOf(id)}"{poster}{size} aria-label="Video {index + 1} of {post.Post.Videos!.Count}: {PostCards.Describe(post, cover)}"></video>
            <p class="faint"><a href="{VideoPages.AddressOf(id)}" download>Save the video</a></p>
            """);
    }
}
