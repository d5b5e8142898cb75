namespace Spotter.Sources;

/// <summary>Collects the pictures and videos of a post in their order, each video with its cover.</summary>
internal sealed class PostMedia
{
    private readonly List<PostPicture> _pictures = [];
    private readonly List<PostVideo> _videos = [];

    public IReadOnlyList<PostPicture> Pictures => _pictures;

    /// <summary>Null where there is none.</summary>
    public IReadOnlyList<PostVideo>? Videos => _videos.Count == 0 ? null : _videos;

    /// <summary>Adds what one item of the post is.</summary>
    /// <param name="picture">The picture, or the cover of the video; null where there is none.</param>
    /// <param name="isVideo">True for a video.</param>
    /// <param name="video">The address of its file; null where the source does not say.</param>
    public PostMedia Add(PostPicture? picture, bool isVideo = false, string? video = null)
    {
        if (picture is not null)
            _pictures.Add(picture);
        if (isVideo)
            _videos.Add(new PostVideo(video, picture is null ? null : _pictures.Count - 1));
        return this;
    }
}
