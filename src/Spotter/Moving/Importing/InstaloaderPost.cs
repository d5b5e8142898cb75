using System.Text.Json;
using Spotter.Sources;
using Spotter.Sources.InstagramWeb;

namespace Spotter.Moving.Importing;

/// <summary>Reads what instaloader writes: a <c>node</c> as Instagram's pages are fed with, and what wrote it.</summary>
internal static class InstaloaderPost
{
    /// <summary>Reads a post; null where it is another file, as a profile's.</summary>
    /// <exception cref="OddItemException">It is one, and lacks an id or a time.</exception>
    public static DescribedPost? Read(JsonElement root, string file, IReadOnlyDictionary<string, string> pictures)
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
            Videos = null,
            Caption = post.Caption ?? JsonFields.Text(json, "caption"),
            Comments = post.Comments ?? items.ReadCount(JsonFields.Number(json, "edge_media_to_parent_comment", "count")
                ?? JsonFields.Number(json, "comments")),
        };
        var stem = DescriptionFile.StemOf(file);
        var files = FindFiles(stem, Math.Max(1, post.Pictures.Count), pictures);
        if (post.Pictures.Count == 0)
            post = post with { Pictures = files[0] is { } only ? [new PostPicture(Path.GetFileName(only))] : [] };
        var owner = JsonFields.Text(json, "owner", "username")
            ?? JsonFields.Text(json, "iphone_struct", "user", "username")
            ?? Path.GetFileName(Path.GetDirectoryName(file));
        var described = new DescribedPost("instagram-web", owner, post, [.. files.Take(post.Pictures.Count)]);
        return described.AsWrittenHere(root);
    }

    // The pictures of a carousel are numbered, a single one is not.
    private static string?[] FindFiles(string stem, int count, IReadOnlyDictionary<string, string> pictures) =>
    [
        .. Enumerable.Range(1, count).Select(number =>
            pictures.GetValueOrDefault($"{stem}_{number}") ?? (count == 1 ? pictures.GetValueOrDefault(stem) : null)),
    ];
}
