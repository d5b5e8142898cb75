using System.Globalization;
using System.ServiceModel.Syndication;
using System.Xml.Linq;

namespace Spotter.Sources.Feed;

/// <summary>
/// The pictures and videos that an entry names outside its text: enclosures and Media RSS (https://www.rssboard.org/media-rss).
/// </summary>
internal sealed class FeedMedia
{
    // With and without the slash: both are written.
    private static readonly string[] MediaNamespaces = ["http://search.yahoo.com/mrss/", "http://search.yahoo.com/mrss"];
    private static readonly string[] PictureEndings = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"];
    private static readonly string[] VideoEndings = [".mp4", ".m4v", ".mov", ".webm"];

    private readonly List<(string Address, string? AltText)> _pictures = [];
    private readonly List<(string Address, string? AltText)> _covers = [];
    private readonly List<string> _videos = [];

    /// <summary>Reads what an entry names.</summary>
    public FeedMedia(SyndicationItem item)
    {
        foreach (var link in item.Links.Where(link => link.RelationshipType == FeedLinks.Enclosure))
            Take($"{link.Uri?.OriginalString}", link.MediaType, null, link.Title);
        foreach (var extension in item.ElementExtensions.Where(one => IsMedia(one.OuterNamespace) || IsPicture(one)))
            Take(extension.GetObject<XElement>());
        foreach (var link in item.Links.Where(link => link.RelationshipType == FeedLinks.Cover))
            _covers.Add(($"{link.Uri?.OriginalString}", null));
    }

    /// <summary>The addresses of the videos among them.</summary>
    public IReadOnlyList<string> Videos => _videos;

    /// <summary>The pictures; where there are none, those that stand for the entry.</summary>
    public IReadOnlyList<(string Address, string? AltText)> Pictures => _pictures.Count > 0 ? _pictures : _covers;

    private static bool IsMedia(string space) => MediaNamespaces.Contains(space);

    // <itunes:image href="..."/>, and <image><url>...</url></image> of RSS.
    private static bool IsPicture(SyndicationElementExtension extension) => extension.OuterName == "image";

    private void Take(XElement element)
    {
        switch (element.Name.LocalName)
        {
            case "group":
                TakeGroup(element);
                break;
            case "content":
                TakeContent(element);
                break;
            case "thumbnail":
                _covers.Add(($"{element.Attribute("url")?.Value}", null));
                break;
            case "image":
                _covers.Add(($"{element.Attribute("href")?.Value ?? element.Elements().FirstOrDefault(IsUrl)?.Value}", null));
                break;
        }
    }

    private static bool IsUrl(XElement element) => element.Name.LocalName == "url";

    // The contents of a group are one thing in several sizes.
    private void TakeGroup(XElement group)
    {
        var contents = group.Elements().Where(one => one.Name.LocalName == "content").ToList();
        if (contents.MaxBy(content => ((string?)content.Attribute("isDefault") == "true", SizeOf(content))) is { } best)
            TakeContent(best);
        foreach (var thumbnail in group.Elements().Where(one => one.Name.LocalName == "thumbnail"))
            Take(thumbnail);
    }

    private void TakeContent(XElement content)
    {
        var about = content.Elements().FirstOrDefault(one => one.Name.LocalName is "description" or "title")?.Value;
        Take($"{content.Attribute("url")?.Value}", content.Attribute("type")?.Value, content.Attribute("medium")?.Value, about);
        foreach (var thumbnail in content.Elements().Where(one => one.Name.LocalName == "thumbnail"))
            Take(thumbnail);
    }

    private void Take(string address, string? type, string? medium, string? about)
    {
        if (Is("image", type, medium, address, PictureEndings))
            _pictures.Add((address, string.IsNullOrWhiteSpace(about) ? null : about.Trim()));
        else if (Is("video", type, medium, address, VideoEndings))
            _videos.Add(address);
    }

    private static bool Is(string kind, string? type, string? medium, string address, string[] endings)
    {
        if (medium is not null)
            return medium == kind;
        if (type?.Contains('/', StringComparison.Ordinal) == true && type != "application/octet-stream")
            return type.StartsWith($"{kind}/", StringComparison.OrdinalIgnoreCase);

        var path = address.Split('?', '#')[0];
        return endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
    }

    private static double SizeOf(XElement content) => NumberOf(content, "width") * NumberOf(content, "height");

    private static double NumberOf(XElement content, string name) =>
        double.TryParse(content.Attribute(name)?.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 1;
}
