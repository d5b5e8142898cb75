using Microsoft.Extensions.Options;
using Spotter.Calls;
using Spotter.Pictures;
using Spotter.Sources.Html;

namespace Spotter.Sources.Web;

/// <summary>
/// The pictures of a site's pages: the account is a page's address, or the name of a site in the settings, whose links are followed. A page
/// of posts is a page of the site.
/// </summary>
public sealed class WebSource(
    IHttpClientFactory clients, PictureDownloader downloader, IOptions<WebOptions> options, TimeProvider time) : IPostSource, IDisposable
{
    internal const string ClientName = "web";

    private const string Accept = "text/html, application/xhtml+xml, */*;q=0.5";

    private readonly RobotsFiles _robots = new(time);
    private readonly PicturePace _pace = new(options.Value.PictureWait, options.Value.BytesPerSecond, time);

    public string Name => "web";

    // robots.txt is asked for before the page.
    public CallBudgetPlan Budget { get; } =
        new("web", CallWindow.ParseMany(options.Value.CallBudget)) { MaxCall = 2 * options.Value.Timeout, IsOfAddress = true };

    public bool IsNewestFirst => false;

    public string? FindHandleError(string handle)
    {
        if (options.Value.Sites.ContainsKey(handle))
            return null;

        return StrangerAddress.FindError(handle, "web:https://example.com/gallery") is { } error
            ? $"{error} Sources:Web:Sites names no site '{handle}' either."
            : null;
    }

    public string Normalise(string handle) => options.Value.Sites.Keys
        .FirstOrDefault(name => name.Equals(handle, StringComparison.OrdinalIgnoreCase)) ?? StrangerAddress.Normalise(handle);

    public async Task<PageResult> FetchPageAsync(PageRequest request, CancellationToken cancellationToken)
    {
        if (FindHandleError(request.Handle) is { } error)
            return Failed(FailureKind.Unavailable, error);

        var site = options.Value.Sites.GetValueOrDefault(request.Handle) ?? new WebSite { Address = request.Handle, Depth = 0 };
        var cursor = request.Cursor is null ? WebCursor.At(StrangerAddress.TryRead(site.Address)!) : WebCursor.TryParse(request.Cursor);
        if (cursor is null || !Uri.TryCreate(cursor.Pending[0].Address, UriKind.Absolute, out var address))
            return Failed(FailureKind.Malformed, "the cursor is not one of this source's.");

        using var client = clients.CreateClient(ClientName);
        var (robots, failure) = await _robots.FindAsync(client, address, options.Value.Timeout, cancellationToken);
        if (robots is null)
            return PageResult.Failed(failure!);
        if (!robots.Allows(address))
            return PassOver(cursor, FailureKind.Unavailable, $"robots.txt of {address.Authority} asks not to read {address.AbsolutePath}.");

        var answer = await StrangerPages.GetAsync(client, address, Accept, null, options.Value.Timeout, time, cancellationToken);
        if (answer.Failure is { Kind: FailureKind.Transient } passing)
            return PageResult.Failed(passing) with { Notice = answer.Answer.OddWait };

        return answer.Failure is { } refused
            ? PassOver(cursor, refused.Kind, $"{refused.Message} It was asked for {address.AbsolutePath}.")
            : Read(site, cursor, answer, robots);
    }

    public Task<PictureDownload> FetchPictureAsync(PostPicture picture, CancellationToken cancellationToken) => _pace.RunAsync(
        () => downloader.DownloadAsync(picture.Address, cancellationToken), download => download.Bytes.Length, cancellationToken);

    public Task<VideoDownload> FetchVideoAsync(string address, VideoDownloader downloader, CancellationToken cancellationToken) =>
        _pace.RunVideoAsync(came => downloader.DownloadAsync(address, came, cancellationToken), cancellationToken);

    public void Dispose() => _pace.Dispose();

    private PageResult Read(WebSite site, WebCursor cursor, StrangerAnswer answer, RobotsFile robots)
    {
        if (!answer.Answer.LooksLikeHtml)
            return PassOver(cursor, FailureKind.Malformed, $"{answer.Address.Authority}{answer.Address.AbsolutePath} is no web page.");

        try
        {
            var page = new WebPage(site, answer.Address, BoundedHtml.Parse(answer.Answer.Body, answer.Answer.ContentHeaders));
            var depth = cursor.Pending[0].Depth + 1;
            var (rest, left) = cursor.After(depth > site.Depth ? [] : page.FindLinks().Where(robots.Allows), depth, options.Value.MaxPages);
            var posts = page.ReadPosts(time.GetUtcNow())
                .Where(post => MayFetch(new Uri(post.Id), answer.Address, robots))
                .Select(post => post with { Videos = WithinReach(post.Videos, answer.Address, robots) });
            return GoOn(rest, robots) with
            {
                Posts = [.. posts.OrderByDescending(post => post.PostedAt)],
                Notice = left == 0 ? null : $"{left} links lead to more pages than are read in one pass (Sources:Web:MaxPages).",
            };
        }
        catch (OddItemException odd)
        {
            return PassOver(cursor, FailureKind.Malformed, $"{answer.Address.Authority}{answer.Address.AbsolutePath}: {odd.Message}.");
        }
    }

    private static IReadOnlyList<PostVideo>? WithinReach(IReadOnlyList<PostVideo>? videos, Uri page, RobotsFile robots) =>
        videos is null
            ? null
            : [.. videos.Select(video => video.Address is { } address && MayFetch(new Uri(address), page, robots)
                ? video
                : video with { Address = null })];

    private static bool MayFetch(Uri picture, Uri page, RobotsFile robots) => picture.Authority != page.Authority || robots.Allows(picture);

    // One page that cannot be read costs that page; the first one leads to all others.
    private static PageResult PassOver(WebCursor cursor, FailureKind kind, string reason)
    {
        if (cursor.Pending[0].Depth == 0)
            return Failed(kind, reason);

        return GoOn(cursor.After([], 0, 0).Cursor, RobotsFile.AllowsAll) with { Notice = $"A page is passed over: {reason}" };
    }

    private static PageResult GoOn(WebCursor rest, RobotsFile robots) => rest.Pending.Count == 0
        ? new PageResult()
        : new PageResult { NextCursor = rest.ToString(), SlowDown = robots.CrawlDelay };

    private static PageResult Failed(FailureKind kind, string message) => PageResult.Failed(new SourceFailure(kind, message));
}
