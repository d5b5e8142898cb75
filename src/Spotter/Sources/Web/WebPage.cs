using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Spotter.Sources.Html;

namespace Spotter.Sources.Web;

/// <summary>A page that was read: its pictures as posts, and the links that lead on.</summary>
/// <param name="site">How pictures are found.</param>
/// <param name="address">Where the page is.</param>
/// <param name="document">What it says.</param>
internal sealed class WebPage(WebSite site, Uri address, IHtmlDocument document)
{
    private const int MaxCaption = 2_200;
    private const string Published = "meta[property='article:published_time'], meta[itemprop=datePublished], meta[name=date]";

    private static readonly string[] Sides = ["width", "height"];

    private readonly string[] _types = Words(site.Types);

    // Addresses of a page may be relative to another one.
    private Uri Base => HtmlPictures.Resolve(address, document.QuerySelector("base[href]")?.GetAttribute("href")) ?? address;

    /// <summary>
    /// A post for each picture, in the page's order. Its id is its address, so that a picture that is new on the page is a new post.
    /// </summary>
    /// <param name="now">The time of a picture to which the page gives none; the next ones are a second older each.</param>
    public IEnumerable<Post> ReadPosts(DateTimeOffset now)
    {
        var dated = TimeOf(document.QuerySelector(Published)?.GetAttribute("content"));
        var title = document.QuerySelector("meta[property='og:title']")?.GetAttribute("content") ?? document.Title;
        var count = 0;
        foreach (var (element, picture) in FindPictures().DistinctBy(found => found.Picture.Address))
        {
            var time = TimeAround(element) ?? dated;
            yield return new Post
            {
                Id = picture.Address.AbsoluteUri,
                PostedAt = time ?? now - TimeSpan.FromSeconds(count++),
                IsUndated = time is null,
                Category = WebCategory.Find(site, address, element),
                Caption = CaptionOf(element, picture, title),
                Link = address.AbsoluteUri,
                IsVideo = element.LocalName == "video" ? true : null,
                Pictures = [new PostPicture(picture.Address.AbsoluteUri, picture.AltText)],
                Videos = element.LocalName == "video" ? [new PostVideo(FindFile(element)?.AbsoluteUri, Cover: 0)] : null,
            };
        }
    }

    /// <summary>The links to follow, in the page's order.</summary>
    public IEnumerable<Uri> FindLinks()
    {
        if (site.Links.Length == 0)
            return [];

        var hosts = Words(site.Hosts) is { Length: > 0 } named ? named : [StrangerAddress.TryRead(site.Address)!.Host];
        return document.QuerySelectorAll(site.Links)
            .SelectMany(element => element.HasAttribute("href") ? [element] : element.QuerySelectorAll("a[href], area[href]").ToArray())
            .Select(element => HtmlPictures.Resolve(Base, element.GetAttribute("href")))
            .OfType<Uri>()
            .Where(link => hosts.Contains(link.Host, StringComparer.OrdinalIgnoreCase))
            .Distinct();
    }

    private IEnumerable<(IElement Element, HtmlPicture Picture)> FindPictures()
    {
        foreach (var element in document.QuerySelectorAll(site.Pictures).Where(IsLargeEnough))
            if (PictureOf(element) is { } picture && IsOfType(picture.Address))
                yield return (element, picture);
    }

    // A link to a picture, as galleries of small ones have, means the picture that it leads to.
    private HtmlPicture? PictureOf(IElement element) => element.LocalName == "a"
        ? HtmlPictures.Resolve(Base, element.GetAttribute("href")) is { } linked && EndingOf(linked) is { Length: > 0 }
            ? new HtmlPicture(linked, element.GetAttribute("title") ?? element.QuerySelector("img[alt]")?.GetAttribute("alt"))
            : null
        : HtmlPictures.Of(element, Base).FirstOrDefault();

    private Uri? FindFile(IElement video) => video.QuerySelectorAll("source[src]")
        .Select(source => source.GetAttribute("src"))
        .Prepend(video.GetAttribute("src"))
        .Select(address => HtmlPictures.Resolve(Base, address))
        .FirstOrDefault(address => address is not null);

    private bool IsLargeEnough(IElement element) =>
        Sides.All(side => !int.TryParse(element.GetAttribute(side), out var pixels) || pixels >= site.MinSide);

    private bool IsOfType(Uri picture) =>
        EndingOf(picture) is not { Length: > 0 } ending || _types.Contains(ending, StringComparer.OrdinalIgnoreCase);

    private static string EndingOf(Uri address) => Path.GetExtension(address.AbsolutePath).TrimStart('.');

    private static string[] Words(string text) => text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);

    private static DateTimeOffset? TimeAround(IElement element)
    {
        var around = element.Closest("article, figure, li, section");
        return TimeOf(around?.QuerySelector("time[datetime]")?.GetAttribute("datetime"));
    }

    private static DateTimeOffset? TimeOf(string? text) =>
        Feed.FeedTime.TryRead(text) is { UtcDateTime.Year: >= 1970 and < 3000 } time ? time : null;

    private static string? CaptionOf(IElement element, HtmlPicture picture, string? title)
    {
        var below = element.Closest("figure")?.QuerySelector("figcaption") is { } caption ? HtmlText.Of(caption) : null;
        var lines = new[] { below, picture.AltText, title }
            .Select(line => line?.Trim())
            .Where(line => !string.IsNullOrEmpty(line))
            .Distinct(StringComparer.OrdinalIgnoreCase);
        var text = HtmlText.Tidy(string.Join('\n', lines));
        return text.Length == 0 ? null : HtmlText.Cut(text, MaxCaption);
    }
}
