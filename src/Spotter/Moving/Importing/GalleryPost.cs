using System.Globalization;
using System.Text.Json;
using Spotter.Pictures;
using Spotter.Sources;

namespace Spotter.Moving.Importing;

/// <summary>Reads what gallery-dl writes beside each file, of whatever site: one file of a post, with what is known of the post.</summary>
internal static class GalleryPost
{
    private static readonly string[] Captions = ["description", "content", "caption", "title", "text"];
    private static readonly string[] Ids = ["post_id", "tweet_id", "id", "media_id", "deviationid"];
    private static readonly string[] Owners =
    [
        "username", "author_name", "uploader", "subreddit", "account", "blog_name", "author.username", "author.name", "account.acct",
        "user.username", "user.account", "user.name", "user",
    ];

    private static readonly string[] Times = ["post_date", "date", "created_at"];
    private static readonly string[] Likes = ["likes", "like_count", "favorite_count", "favourites_count", "score"];
    private static readonly string[] Comments = ["comments", "comment_count", "reply_count", "num_comments"];
    private static readonly string[] Addresses = ["display_url", "url", "file_url"];
    private static readonly string[] VideoAddresses = ["video_url", "url", "file_url"];

    /// <summary>Reads a file of a post; null where it is something else.</summary>
    /// <exception cref="OddItemException">It is one, and lacks an id or a time.</exception>
    public static DescribedPost? Read(JsonElement root, string file, FolderMedia media)
    {
        if (JsonFields.Text(root, "category") is not { Length: > 0 } category || JsonFields.Text(root, "extension") is null)
            return null;

        var beside = DescriptionFile.StemOf(file);
        // photo.jpg.json, or photo.json.
        var picture = media.FindPicture(beside);
        var isVideo = VideoSniffer.IsLike($".{JsonFields.Text(root, "extension")}");
        var hasPicture = picture is not null || !isVideo;
        var items = new PageItems();
        var post = new Post
        {
            Id = First(root, Ids) ?? throw new OddItemException("it has no id"),
            PostedAt = ReadTime(root),
            Caption = First(root, Captions),
            Link = First(root, ["post_url"]),
            Likes = items.ReadCount(FirstNumber(root, Likes)),
            Comments = items.ReadCount(FirstNumber(root, Comments)),
            // Of a video there may be a cover, too.
            IsVideo = isVideo || JsonFields.Text(root, "typename") == "GraphVideo",
            Pictures = hasPicture
                ? [new PostPicture(First(root, Addresses) ?? Path.GetFileName(beside), First(root, ["accessibility_caption"]))]
                : [],
            Videos = isVideo ? [new PostVideo(First(root, VideoAddresses), hasPicture ? 0 : null)] : null,
        };
        // Its ids of Instagram are those of the pages. Of many sites of one kind the category is the host.
        var source = category == "instagram"
            ? "instagram-web"
            : string.Concat(category.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
        var number = JsonFields.Number(root, "num");
        var described = new DescribedPost(source, First(root, Owners), post, hasPicture ? [picture] : [], number)
        {
            Part = $"{number} {Path.GetFileName(file)}",
            VideoFiles = isVideo ? [media.FindVideo(beside)] : [],
        };
        return described.AsWrittenHere(root);
    }

    private static DateTimeOffset ReadTime(JsonElement root)
    {
        var text = First(root, Times) ?? throw new OddItemException("it has no time");
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
            return PageItems.ReadTime(seconds);

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? PageItems.RequireSensible(time)
            : throw new OddItemException($"'{text}' is no time");
    }

    private static string? First(JsonElement root, string[] names) =>
        names.Select(name => JsonFields.Text(root, name.Split('.'))).FirstOrDefault(text => !string.IsNullOrEmpty(text));

    private static double? FirstNumber(JsonElement root, string[] names) =>
        names.Select(name => JsonFields.Number(root, name)).FirstOrDefault(number => number is not null);
}
