using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Spotter.Pictures;
using Spotter.Sources;
using Spotter.Sources.Html;

namespace Spotter.Moving.Importing;

/// <summary>Reads what gallery-dl writes beside each file, of whatever site: one file of a post, with what is known of the post.</summary>
internal static class GalleryPost
{
    private static readonly string[] Captions = ["description", "content", "caption", "title", "text"];

    // What gallery-dl takes from these sites as it comes is HTML; of all others it is plain, or was made so.
    private static readonly FrozenSet<(string Category, string Field)> HtmlCaptions = new[]
    {
        ("arcalive", "content"), ("civitai", "description"), ("coomer", "content"), ("deviantart", "description"), ("kemono", "content"),
        ("lofter", "content"), ("patreon", "content"), ("pillowfort", "content"), ("pixiv", "caption"), ("pixiv-novel", "caption"),
        ("poipiku", "description"), ("subscribestar", "content"), ("tumblr", "caption"), ("weasyl", "description"), ("weibo", "text"),
    }.ToFrozenSet();

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
            Caption = FindCaption(root, category),
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

    private static string? FindCaption(JsonElement root, string category)
    {
        var field = Array.Find(Captions, name => !string.IsNullOrEmpty(JsonFields.Text(root, name)));
        var text = field is null ? null : JsonFields.Text(root, field);
        // What spotter collect wrote is plain.
        var isHtml = JsonFields.Text(root, "spotter", "account") is null
            && (HtmlCaptions.Contains((category, field ?? "")) || IsMastodon(root, field));
        return isHtml && text is not null ? HtmlText.OfHtml(text) : text;
    }

    // Every instance of it is a category of its own.
    private static bool IsMastodon(JsonElement root, string? field) =>
        field == "content" && JsonFields.Text(root, "account", "acct") is not null;

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
