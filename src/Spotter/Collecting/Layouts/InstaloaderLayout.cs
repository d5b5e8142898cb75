using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Spotter.Collecting.Layouts;

/// <summary>
/// Files as instaloader calls them by itself (https://instaloader.github.io/basic-usage.html#filename-specification), with its
/// <c>.json</c> and <c>.txt</c>: <c>dave/2026-03-02_12-00-00_UTC_1.jpg</c>.
/// </summary>
public sealed class InstaloaderLayout : IFileLayout
{
    // The version whose form this is.
    private const string Version = "4.9.5";

    /// <inheritdoc/>
    public string NameOf(PictureName name)
    {
        var stem = StemOf(name.Account.Source, name.Account.Handle, name.PostedAt, name.PostId, name.IsTwin);
        return name.Count > 1
            ? string.Create(CultureInfo.InvariantCulture, $"{stem}_{name.Number}{name.Extension}")
            : stem + name.Extension;
    }

    /// <inheritdoc/>
    public IEnumerable<(string Name, byte[] Content)> Describe(PostDocument post)
    {
        var stem = StemOf(post.Account.Source, post.Account.Handle, post.PostedAt, post.Id, post.IsTwin);
        var file = new InstaloaderFile(
            NodeOf(post), new InstaloaderFile.Writer(Version, "Post"), new LayoutAccount(post.Account.ToString()));
        yield return ($"{stem}.json", JsonSerializer.SerializeToUtf8Bytes(file, LayoutJson.Default.InstaloaderFile));
        if (post.Caption is { } caption)
            yield return ($"{stem}.txt", Encoding.UTF8.GetBytes(caption));
    }

    // Posts of one second are one to instaloader, and not to us.
    private static string StemOf(string source, string handle, DateTimeOffset postedAt, string id, bool isTwin)
    {
        var folder = FileNames.MakeUnique(LayoutNames.IsInstagram(source) ? handle : $"{source}_{handle}");
        var stem = $"{folder}/{postedAt.UtcDateTime.ToString("yyyy-MM-dd_HH-mm-ss", CultureInfo.InvariantCulture)}_UTC";
        return isTwin ? $"{stem}_{FileNames.MakeUnique(id)}" : stem;
    }

    private static InstaloaderFile.Comments? CommentsOf(PostDocument post)
    {
        var texts = post.CommentTexts ?? [];
        var edges = texts.Select(one => new InstaloaderFile.Edge<InstaloaderFile.Comment>(
            new InstaloaderFile.Comment(one.Text, one.At?.ToUnixTimeSeconds(), one.By is { } by ? new(by) : null)));
        return post.Comments is null && texts.Count == 0 ? null : new InstaloaderFile.Comments(post.Comments ?? texts.Count, [.. edges]);
    }

    private static InstaloaderFile.Edge<InstaloaderFile.Child> DescribeChild(PostDocument post, PictureDocument picture, int index)
    {
        var video = post.Videos?.FirstOrDefault(one => one.Cover == index);
        var type = video is null ? "GraphImage" : "GraphVideo";
        return new(new InstaloaderFile.Child(type, picture.Address, video is not null, picture.AltText) { VideoUrl = video?.Address });
    }

    private static InstaloaderFile.Post NodeOf(PostDocument post)
    {
        var children = post.Pictures.Count > 1 ? post.Pictures : [];
        return new InstaloaderFile.Post
        {
            Typename = children.Count > 0 ? "GraphSidecar" : post.Video == true ? "GraphVideo" : "GraphImage",
            Id = post.Id,
            Shortcode = LayoutNames.CodeOf(post),
            TakenAtTimestamp = post.PostedAt.ToUnixTimeSeconds(),
            DisplayUrl = post.Pictures is [var first, ..] ? first.Address : null,
            IsVideo = post.Video,
            VideoUrl = children.Count == 0 && post.Videos is [var video, ..] ? video.Address : null,
            AccessibilityCaption = children.Count == 0 && post.Pictures is [var only] ? only.AltText : null,
            EdgeMediaToCaption = new(post.Caption is { } text ? [new(new InstaloaderFile.Caption(text))] : []),
            EdgeMediaPreviewLike = post.Likes is { } likes ? new(likes) : null,
            EdgeMediaToComment = CommentsOf(post),
            EdgeSidecarToChildren = children.Count == 0 ? null : new([.. children.Select((picture, i) => DescribeChild(post, picture, i))]),
            Owner = new(post.Account.Handle),
        };
    }
}
