using System.Net;
using System.Text.Json;
using System.Xml;
using Microsoft.Extensions.Options;
using Spotter.Calls;
using Spotter.Pictures;
using Spotter.Sources.Html;

namespace Spotter.Sources.Feed;

/// <summary>RSS, Atom and JSON Feeds: the account is the feed's address, and each entry a post.</summary>
public sealed class FeedSource(
    IHttpClientFactory clients, PictureDownloader downloader, IOptions<FeedOptions> options, TimeProvider time) : IPostSource
{
    internal const string ClientName = "feed";

    // A page names its feed near its beginning.
    private const int MaxHead = 100_000;

    private const string Accept =
        "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5";

    public string Name => "feed";

    public CallBudgetPlan Budget { get; } =
        new("feed", CallWindow.ParseMany(options.Value.CallBudget)) { MaxCall = options.Value.Timeout, IsOfAddress = true };

    public string? FindHandleError(string handle) => StrangerAddress.FindError(handle, "feed:https://example.com/feed.xml");

    public string Normalise(string handle) => StrangerAddress.Normalise(handle);

    public bool Recognises(string text) => text.StartsWith("feed://", StringComparison.OrdinalIgnoreCase);

    public async Task<PageResult> FetchPageAsync(PageRequest request, CancellationToken cancellationToken)
    {
        if (FindHandleError(request.Handle) is { } error)
            return Failed(FailureKind.Unavailable, error);
        if (StrangerAddress.TryRead(request.Cursor ?? request.Handle) is not { } address)
            return Failed(FailureKind.Malformed, "the cursor is not one of this source's.");

        using var client = clients.CreateClient(ClientName);
        var (at, answer, failure) = await StrangerPages.GetAsync(
            client, address, Accept, headers => FeedMark.AddTo(headers, request.Mark), options.Value.Timeout, time, cancellationToken);
        if (failure is not null)
            return PageResult.Failed(failure) with { Notice = answer.OddWait };
        if (answer.Status == HttpStatusCode.NotModified)
            return new PageResult { IsUnchanged = true, Mark = request.Mark };

        return Read(at, answer, request.KeepsRaw ? new RawReply() : null) with { Mark = FeedMark.Of(answer) };
    }

    public Task<PictureDownload> FetchPictureAsync(PostPicture picture, CancellationToken cancellationToken) =>
        downloader.DownloadAsync(picture.Address, cancellationToken);

    private PageResult Read(Uri at, HttpAnswer answer, RawReply? raw)
    {
        var text = FeedText.Decode(answer.Body, answer.ContentHeaders?.ContentType?.CharSet);
        try
        {
            return ReadPosts(at, ReadContent(text), raw);
        }
        catch (OddItemException odd)
        {
            return Failed(FailureKind.Malformed, $"{at.Authority} answers with no feed: {odd.Message}.{FindAdvice(text, at)}");
        }
        catch (Exception error) when (error is XmlException or JsonException)
        {
            return Failed(FailureKind.Malformed, $"{at.Authority} answers with no feed that can be read.{FindAdvice(text, at)}");
        }
    }

    private static FeedContent ReadContent(string text)
    {
        if (text.StartsWith('{'))
            return JsonFeed.Read(text);

        try
        {
            return ReadXml(text) is { Damage: null } whole ? whole : ReadXml(FeedText.Mend(text));
        }
        catch (XmlException)
        {
            return ReadXml(FeedText.Mend(text));
        }
    }

    private static FeedContent ReadXml(string text)
    {
        using var reader = new StringReader(text);
        return XmlFeed.Read(reader);
    }

    private PageResult ReadPosts(Uri at, FeedContent content, RawReply? raw)
    {
        if (content is { Entries.Count: 0, Damage: { } damage })
            return Failed(FailureKind.Malformed, $"{at.Authority}: {damage}");

        var items = new PageItems(raw);
        var posts = new FeedPosts(at, time.GetUtcNow());
        var read = items.Read(content.Entries, entry => posts.Read(entry) with { Raw = raw is null ? null : entry.Keep(raw) });
        if (items.IsAllOdd)
            return Failed(FailureKind.Malformed, items.Describe()!);

        return new PageResult
        {
            Posts = [.. read.OrderByDescending(post => post.PostedAt)],
            NextCursor = HtmlPictures.Resolve(at, content.Next) is { } next && next != at ? next.AbsoluteUri : null,
            Notice = string.Join(' ', new[] { items.Describe(), content.Damage }.OfType<string>()) is { Length: > 0 } told ? told : null,
        };
    }

    // Somebody who gives the address of a page means its feed.
    private static string? FindAdvice(string text, Uri at)
    {
        var head = BoundedHtml.Parse(text[..Math.Min(text.Length, MaxHead)]);
        var link = head.QuerySelector(
            "link[rel~=alternate][type='application/rss+xml'], link[rel~=alternate][type='application/atom+xml'], "
                + "link[rel~=alternate][type='application/feed+json']");
        return HtmlPictures.Resolve(at, link?.GetAttribute("href")) is { } feed
            ? $" It is a web page; its feed is feed:{feed.AbsoluteUri}"
            : null;
    }

    private static PageResult Failed(FailureKind kind, string message) => PageResult.Failed(new SourceFailure(kind, message));
}
