using System.ServiceModel.Syndication;
using System.Text.Json;

namespace Spotter.Sources.Feed;

/// <summary>A JSON Feed, versions 1 and 1.1 (https://www.jsonfeed.org/version/1.1).</summary>
/// <param name="Version">The address of its version.</param>
/// <param name="NextUrl">Its next page.</param>
/// <param name="Items">Its entries.</param>
internal sealed record JsonFeed(string? Version, string? NextUrl, IReadOnlyList<JsonElement>? Items)
{
    private const string Picture = "image/*";

    /// <summary>Reads a feed.</summary>
    /// <exception cref="JsonException">It is no JSON of this shape.</exception>
    /// <exception cref="OddItemException">It is JSON and no feed.</exception>
    public static FeedContent Read(string text)
    {
        var feed = JsonSerializer.Deserialize(text, FeedJson.Default.JsonFeed);
        return feed?.Items is { } items && feed.Version?.Contains("jsonfeed.org", StringComparison.OrdinalIgnoreCase) == true
            ? new FeedContent([.. items.Select(item => new FeedEntry(() => ReadItem(item), null, raw => raw.Keep(item)))], feed.NextUrl)
            : throw new OddItemException("it is JSON and no JSON Feed");
    }

    private static SyndicationItem ReadItem(JsonElement element)
    {
        var read = element.Deserialize(FeedJson.Default.Entry) ?? throw new OddItemException("it is empty");
        var item = new SyndicationItem
        {
            Id = read.Id,
            Title = read.Title is null ? null : new TextSyndicationContent(read.Title),
            Summary = (read.ContentText ?? read.Summary) is { } plain ? new TextSyndicationContent(plain) : null,
            Content = read.ContentHtml is null ? null : new TextSyndicationContent(read.ContentHtml, TextSyndicationContentKind.Html),
            PublishDate = FeedTime.TryRead(read.DatePublished ?? read.DateModified) ?? default,
        };
        foreach (var tag in read.Tags ?? [])
            item.Categories.Add(new SyndicationCategory(tag));
        Add(item, read.Url, FeedLinks.Page, null);
        foreach (var attachment in read.Attachments ?? [])
            Add(item, attachment.Url, FeedLinks.Enclosure, attachment.MimeType);
        Add(item, read.Image, FeedLinks.Cover, Picture);
        Add(item, read.BannerImage, FeedLinks.Cover, Picture);
        return item;
    }

    private static void Add(SyndicationItem item, string? address, string relation, string? type)
    {
        if (Uri.TryCreate(address, UriKind.RelativeOrAbsolute, out var uri))
            item.Links.Add(new SyndicationLink(uri, relation, null, type, 0));
    }

    /// <summary>An entry.</summary>
    internal sealed record Entry(
        string? Id,
        string? Url,
        string? Title,
        string? ContentHtml,
        string? ContentText,
        string? Summary,
        string? Image,
        string? BannerImage,
        string? DatePublished,
        string? DateModified,
        IReadOnlyList<string>? Tags,
        IReadOnlyList<Attachment>? Attachments);

    /// <summary>A file beside an entry.</summary>
    internal sealed record Attachment(string? Url, string? MimeType);
}
