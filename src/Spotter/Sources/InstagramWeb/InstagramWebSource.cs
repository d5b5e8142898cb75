using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Spotter.Calls;
using Spotter.Pictures;
using Spotter.Sources.Instagram;

namespace Spotter.Sources.InstagramWeb;

/// <summary>The interface behind Instagram's own pages: unofficial, off by default, and given up at the first wall.</summary>
public sealed class InstagramWebSource(
    IHttpClientFactory clients, PictureDownloader downloader, IOptions<InstagramWebOptions> options, TimeProvider time) : IPostSource
{
    internal const string ClientName = "instagram-web";

    public string Name => "instagram-web";

    public CallBudgetPlan Budget { get; } =
        new("instagram-web", CallWindow.ParseMany(options.Value.CallBudget)) { MaxCall = options.Value.Timeout, IsOfAddress = true };

    private InstagramWebOptions Settings => options.Value;

    public string? FindHandleError(string handle) => InstagramHandle.FindError(handle);

    public string Normalise(string handle) => InstagramHandle.Normalise(handle);

    public async Task<PageResult> FetchPageAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var cursor = request.Cursor is null ? null : WebCursor.TryParse(request.Cursor);
        if (FindRefusal(request, cursor) is { } refusal)
            return PageResult.Failed(refusal);

        using var message = new HttpRequestMessage(HttpMethod.Get, AddressOf(request, cursor));
        message.Headers.Add("x-ig-app-id", Settings.AppId);
        using var client = clients.CreateClient(ClientName);
        var answer = await HttpAnswer.GetAsync(client, message, "Instagram", Settings.Timeout, time, cancellationToken);
        if (answer.Failure is { } failure)
            return PageResult.Failed(failure);

        var reply = TryParse(answer.Body);
        return WebWalls.FindFailure(answer, reply, message.RequestUri!) is { } wall
            ? PageResult.Failed(wall) with { Notice = answer.OddWait }
            : Read(reply!, cursor, new PageItems(request.KeepsRaw ? new RawReply() : null));
    }

    public Task<PictureDownload> FetchPictureAsync(PostPicture picture, CancellationToken cancellationToken) =>
        downloader.DownloadAsync(picture.Address, cancellationToken);

    private SourceFailure? FindRefusal(PageRequest request, WebCursor? cursor)
    {
        if (!Settings.Enabled)
            return new(
                FailureKind.Unauthorised,
                "The source instagram-web is unofficial and turned off. To use it, set Sources:InstagramWeb:Enabled to true."
            );
        if (FindHandleError(request.Handle) is { } error)
            return new(FailureKind.Unavailable, error);

        return request.Cursor is not null && cursor is null
            ? new(FailureKind.Malformed, "the cursor is not one of this source's.")
            : null;
    }

    private string AddressOf(PageRequest request, WebCursor? cursor)
    {
        var root = Settings.BaseAddress.TrimEnd('/');
        var count = Math.Clamp(request.Limit, 1, Settings.PageSize).ToString(CultureInfo.InvariantCulture);
        if (cursor is null)
            return $"{root}/api/v1/users/web_profile_info/?username={request.Handle}";
        if (cursor.Mobile)
            return $"{root}/api/v1/feed/user/{cursor.UserId}/?count={count}" + (
                cursor.Position.Length > 0 ? $"&max_id={Uri.EscapeDataString(cursor.Position)}" : "");

        var after = JsonSerializer.Serialize(cursor.Position, InstagramWebJson.Default.String);
        var variables = $$"""{"id":"{{cursor.UserId}}","first":{{count}},"after":{{after}}}""";
        var separator = Settings.QueryAddress.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return $"{root}/{Settings.QueryAddress.TrimStart('/')}{separator}variables={Uri.EscapeDataString(variables)}";
    }

    private static WebReply? TryParse(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, InstagramWebJson.Default.WebReply);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static PageResult Read(WebReply reply, WebCursor? cursor, PageItems items)
    {
        if (reply.Items is { } feed)
            return ReadFeed(feed, reply.MoreAvailable == false ? null : WebPosts.IdOf(reply.NextMaxId), cursor, items);
        if (reply.Data?.UserTimeline is { } timeline)
            return ReadFeed([.. timeline.Nodes], EndOf(timeline), cursor, items);
        if (reply.Data is not { } data)
            return Failed(FailureKind.Malformed, "Instagram's answer holds no posts and no account.");
        if (data.User is not { } user)
            return Failed(FailureKind.Unavailable, "there is no such account.");

        return user.IsPrivate == true ? Failed(FailureKind.Unavailable, "the account is private.") : ReadTimeline(user, cursor, items);
    }

    private static string? EndOf(WebReply.Timeline timeline) =>
        timeline.PageInfo is { HasNextPage: true, EndCursor: { Length: > 0 } end } ? end : null;

    private static PageResult ReadFeed(JsonElement[] nodes, string? next, WebCursor? cursor, PageItems items)
    {
        var posts = items.Read(nodes, InstagramWebJson.Default.Item, item => WebPosts.Read(item, items));
        var goesOn = next is not null && next != cursor?.Position;
        // Only a profile that counts posts and shows none leads to the feed's start.
        if (posts.Count == 0 && !goesOn && cursor is null or { Mobile: true, Position: "" } && (items.IsAllOdd || cursor is not null))
            return items.IsAllOdd ? Failed(FailureKind.Malformed, items.Describe()!) : Withheld("counts posts and shows none");

        var userId = cursor?.UserId ?? WebPosts.OwnerOf(nodes);
        return new PageResult
        {
            Posts = posts,
            NextCursor = goesOn && userId is not null ? new WebCursor(cursor?.Mobile ?? true, userId, next!).ToString() : null,
            Notice = items.Describe(),
        };
    }

    private static PageResult ReadTimeline(WebReply.Profile user, WebCursor? cursor, PageItems items)
    {
        if (user.EdgeOwnerToTimelineMedia is not { } timeline)
            return Withheld("knows the account and shows no list of posts");

        var posts = items.Read(timeline.Nodes, InstagramWebJson.Default.Node, node => WebPosts.Read(node, items));
        var userId = cursor?.UserId ?? WebPosts.IdOf(user.Id);
        var next = userId is null ? null : NextOf(timeline, userId, posts.Count, cursor);
        if (cursor is null && posts.Count == 0 && next is null && (items.IsAllOdd || timeline.Count > 0))
            return items.IsAllOdd ? Failed(FailureKind.Malformed, items.Describe()!) : Withheld("counts posts and shows none");

        return new PageResult { Posts = posts, NextCursor = next?.ToString(), Notice = items.Describe() };
    }

    private static PageResult Failed(FailureKind kind, string message) => PageResult.Failed(new SourceFailure(kind, message));

    private static PageResult Withheld(string said) =>
        Failed(FailureKind.Unavailable, $"Instagram {said}: they are withheld from whoever is not logged in.");

    private static WebCursor? NextOf(WebReply.Timeline timeline, string userId, int posts, WebCursor? cursor)
    {
        var next = timeline.PageInfo is { HasNextPage: true } page ? page.EndCursor : null;
        if (!string.IsNullOrEmpty(next))
            return next == cursor?.Position ? null : new WebCursor(false, userId, next);

        // A profile may count posts and show none, with nowhere to go on: the feed has them.
        return cursor is null && posts == 0 && timeline.Count > 0 ? new WebCursor(true, userId, "") : null;
    }
}
