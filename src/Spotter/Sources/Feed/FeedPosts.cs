using System.Globalization;
using System.Security.Cryptography;
using System.ServiceModel.Syndication;
using System.Text;
using System.Xml.Linq;
using AngleSharp.Html.Dom;
using Spotter.Sources.Html;

namespace Spotter.Sources.Feed;

/// <summary>Makes posts of a feed's entries.</summary>
/// <param name="feed">The feed's address.</param>
/// <param name="now">The time of the first entry that has none; the next ones are a second older each, so that their order stays.</param>
internal sealed class FeedPosts(Uri feed, DateTimeOffset now)
{
    // As much as Instagram allows twice over; the rest of an article is no caption.
    private const int MaxCaption = 5_000;

    private int _undated;

    /// <summary>The post of an entry.</summary>
    /// <exception cref="OddItemException">It is no post.</exception>
    public Post Read(FeedEntry entry)
    {
        var item = entry.Item();
        var page = HtmlPictures.Resolve(feed, entry.Base) ?? feed;
        var link = item.Links
            .Where(one => one.RelationshipType is null or FeedLinks.Page)
            .Select(one => HtmlPictures.Resolve(page, one.Uri?.OriginalString))
            .FirstOrDefault(one => one is not null);
        var html = FindHtml(item);
        var media = new FeedMedia(item);
        var isUndated = item.PublishDate == default;
        var caption = FindCaption(item, html);
        var pictures = FindPictures(media, html, page, link);
        return new Post
        {
            Id = FindId(item, link, caption, pictures),
            PostedAt = isUndated ? now - TimeSpan.FromSeconds(_undated++) : PageItems.RequireSensible(item.PublishDate),
            IsUndated = isUndated,
            Category = item.Categories.Select(category => category.Name?.Trim()).FirstOrDefault(name => !string.IsNullOrEmpty(name)),
            Caption = caption,
            Link = link?.AbsoluteUri,
            Comments = FindComments(item),
            IsVideo = media.Videos.Count > 0 ? true : null,
            Pictures = pictures,
            Videos = FindVideos(media, page, pictures.Count),
        };
    }

    private static string FindId(SyndicationItem item, Uri? link, string? caption, IReadOnlyList<PostPicture> pictures)
    {
        if ((string.IsNullOrWhiteSpace(item.Id) ? link?.AbsoluteUri : item.Id.Trim()) is { } told)
            return told;
        if (caption is null && pictures.Count == 0)
            throw new OddItemException("it has no id, no link, no text and no picture");

        var all = $"{caption}\n{string.Join('\n', pictures.Select(picture => picture.Address))}";
        return "sha256-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)));
    }

    private static IHtmlDocument? FindHtml(SyndicationItem item)
    {
        var full = Extensions(item, "encoded").FirstOrDefault()?.Value;
        var text = full ?? (item.Content as TextSyndicationContent)?.Text ?? item.Summary?.Text;
        return string.IsNullOrWhiteSpace(text) ? null : BoundedHtml.Parse(text);
    }

    private static string? FindCaption(SyndicationItem item, IHtmlDocument? html)
    {
        var title = item.Title is { Text: { Length: > 0 } said } ? HtmlText.Of(BoundedHtml.Parse(said)) : "";
        var text = html is null ? "" : HtmlText.Of(html);
        var both = text.StartsWith(title, StringComparison.Ordinal) ? text : $"{title}\n\n{text}".Trim();
        return both.Length == 0 ? null : HtmlText.Cut(both, MaxCaption);
    }

    // The elements of RSS and Atom that count comments: slash:comments and thr:total (RFC 4685).
    private static long? FindComments(SyndicationItem item) => Extensions(item, "comments").Concat(Extensions(item, "total"))
        .Select(one => long.TryParse(one.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? (long?)count : null)
        .FirstOrDefault(count => count is not null);

    private static IEnumerable<XElement> Extensions(SyndicationItem item, string name) =>
        item.ElementExtensions.Where(one => one.OuterName == name).Select(one => one.GetObject<XElement>());

    // The one picture beside one video is its cover.
    private static IReadOnlyList<PostVideo>? FindVideos(FeedMedia media, Uri page, int pictures)
    {
        var addresses = media.Videos
            .Select(address => HtmlPictures.Resolve(page, address)?.AbsoluteUri)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var cover = addresses.Count == 1 && pictures == 1 ? 0 : (int?)null;
        return addresses.Count == 0 ? null : [.. addresses.Select(address => new PostVideo(address, cover))];
    }

    private static IReadOnlyList<PostPicture> FindPictures(FeedMedia media, IHtmlDocument? html, Uri page, Uri? link)
    {
        var named = media.Pictures
            .Select(one => (Address: HtmlPictures.Resolve(page, one.Address), one.AltText))
            .Where(one => one.Address is not null)
            .Select(one => new PostPicture(one.Address!.AbsoluteUri, one.AltText))
            .DistinctBy(picture => picture.Address)
            .ToList();
        if (named.Count > 0 || html is null)
            return named;

        return HtmlPictures.FindFirst(html, link ?? page) is { } first ? [new PostPicture(first.Address.AbsoluteUri, first.AltText)] : [];
    }
}
