using System.Text.Json;
using Spotter.Sources;
using Spotter.Sources.InstagramWeb;

namespace Spotter.Moving.Importing;

/// <summary>Reads what instaloader writes: a <c>node</c> as Instagram's pages are fed with, and what wrote it.</summary>
internal static class InstaloaderPost
{
    /// <summary>Reads a post; null where it is another file, as a profile's.</summary>
    /// <exception cref="OddItemException">It is one, and lacks an id or a time.</exception>
    public static DescribedPost? Read(JsonElement root, string file, FolderMedia media)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("node", out var json) || json.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("instaloader", out var by)
            || JsonFields.Text(by, "node_type") is not (null or "Post"))
            return null;

        var node = json.Deserialize(InstagramWebJson.Default.Node)!;
        var items = new PageItems();
        // Newer versions write these as the mobile pages have them.
        var post = WebPosts.Read(node with { TakenAtTimestamp = node.TakenAtTimestamp ?? JsonFields.Number(json, "date") }, items);
        post = post with
        {
            Caption = post.Caption ?? JsonFields.Text(json, "caption"),
            Comments = post.Comments ?? items.ReadCount(JsonFields.Number(json, "edge_media_to_parent_comment", "count")
                ?? JsonFields.Number(json, "comments")),
        };
        var stem = DescriptionFile.StemOf(file);
        if (post.Pictures.Count == 0)
            post = post with { Pictures = media.FindPicture(stem) is { } only ? [new PostPicture(Path.GetFileName(only))] : [] };
        var owner = JsonFields.Text(json, "owner", "username")
            ?? JsonFields.Text(json, "iphone_struct", "user", "username")
            ?? Path.GetFileName(Path.GetDirectoryName(file));
        var (videos, files) = FindVideos(post, stem, media);
        var described = new DescribedPost("instagram-web", owner, post with { Videos = videos }, FindPictures(post, stem, media))
        {
            VideoFiles = files,
        };
        return described.AsWrittenHere(root);
    }

    private static string?[] FindPictures(Post post, string stem, FolderMedia media) =>
        [.. post.Pictures.Select((_, index) => Find(media.FindPicture, stem, index, post.Pictures.Count))];

    // A video is called as its cover is. What has none, or what the JSON does not tell of, comes after all pictures.
    private static (IReadOnlyList<PostVideo> Videos, IReadOnlyList<string?> Files) FindVideos(Post post, string stem, FolderMedia media)
    {
        var count = Math.Max(1, post.Pictures.Count);
        var found = (post.Videos ?? [])
            .Select(video => (Video: video, File: Find(media.FindVideo, stem, video.Cover ?? 0, count)))
            .ToList();
        for (var index = post.Pictures.Count; index > 0 && media.FindVideo(NameOf(stem, index)) is { } file; index++)
            found.Add((new PostVideo(null), file));
        return ([.. found.Select(one => one.Video)], [.. found.Select(one => one.File)]);
    }

    // The files of a carousel are numbered, a single one is not.
    private static string? Find(Func<string, string?> find, string stem, int index, int count) =>
        find(NameOf(stem, index)) ?? (count == 1 ? find(stem) : null);

    private static string NameOf(string stem, int index) => $"{stem}_{index + 1}";
}
