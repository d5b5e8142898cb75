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

    public CallBudgetPlan Budget { get; } = new("instagram-web", CallWindow.ParseMany(options.Value.CallBudget)) { MaxCall = options.Value.Timeout };

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
        var answer = await HttpAnswer.GetAsync(client, message, $"instagram-web:{request.Handle}", Settings.Timeout, time, cancellationToken);
        if (answer.Failure is { } failure)
            return PageResult.Failed(failure);

        var reply = TryParse(answer.Body);
        return WebWalls.FindFailure(answer, reply, request.Handle) is { } wall ? PageResult.Failed(wall) : Read(reply!, request.Handle, cursor);
    }

    public Task<PictureDownload> FetchPictureAsync(PostPicture picture, CancellationToken cancellationToken) =>
        downloader.DownloadAsync(picture.Address, cancellationToken);

    private SourceFailure? FindRefusal(PageRequest request, WebCursor? cursor)
    {
        if (!Settings.Enabled)
            return new(FailureKind.Unauthorised, "The source instagram-web is unofficial and turned off. To use it, set Sources:InstagramWeb:Enabled to true.");
        if (FindHandleError(request.Handle) is { } error)
            return new(FailureKind.Unavailable, error);

        return request.Cursor is not null && cursor is null
            ? new(FailureKind.Malformed, $"instagram-web:{request.Handle}: the cursor is not one of this source's.")
            : null;
    }

    private string AddressOf(PageRequest request, WebCursor? cursor)
    {
        var root = Settings.BaseAddress.TrimEnd('/');
        var count = Math.Clamp(request.Limit, 1, Settings.PageSize).ToString(CultureInfo.InvariantCulture);
        if (cursor is null)
            return $"{root}/api/v1/users/web_profile_info/?username={request.Handle}";
        if (cursor.Mobile)
            return $"{root}/api/v1/feed/user/{cursor.UserId}/?count={count}" + (cursor.Position.Length > 0 ? $"&max_id={Uri.EscapeDataString(cursor.Position)}" : "");

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

    private static PageResult Read(WebReply reply, string handle, WebCursor? cursor)
    {
        try
        {
            if (reply.Items is { } items)
                return ReadFeed(reply, [.. items.OfType<WebReply.Item>()], cursor);
            if (reply.Data is not { } data)
                return PageResult.Failed(new SourceFailure(FailureKind.Malformed, $"instagram-web:{handle}: Instagram's answer holds no posts and no account."));
            if (data.User is not { } user)
                return PageResult.Failed(new SourceFailure(FailureKind.Unavailable, $"instagram-web:{handle}: there is no such account."));
            if (user.IsPrivate == true)
                return PageResult.Failed(new SourceFailure(FailureKind.Unavailable, $"instagram-web:{handle}: the account is private."));

            return ReadTimeline(user, cursor);
        }
        catch (JsonException)
        {
            return PageResult.Failed(new SourceFailure(FailureKind.Malformed, $"instagram-web:{handle}: a post of Instagram's answer has no id or no time."));
        }
    }

    private static PageResult ReadFeed(WebReply reply, WebReply.Item[] items, WebCursor? cursor)
    {
        var userId = cursor?.UserId ?? items.Select(item => WebPosts.IdOf(item.User?.Pk ?? default)).FirstOrDefault(id => id is not null);
        var next = reply.MoreAvailable != false ? WebPosts.IdOf(reply.NextMaxId) : null;
        return new PageResult
        {
            Posts = [.. items.Select(WebPosts.Read)],
            NextCursor = userId is null || next is null || next == cursor?.Position ? null : new WebCursor(true, userId, next).ToString(),
        };
    }

    private static PageResult ReadTimeline(WebReply.Profile user, WebCursor? cursor)
    {
        var timeline = user.EdgeOwnerToTimelineMedia;
        Post[] posts = [.. (timeline?.Edges ?? []).Select(edge => edge?.Node).OfType<WebReply.Node>().Select(WebPosts.Read)];
        var userId = cursor?.UserId ?? WebPosts.IdOf(user.Id);
        return new PageResult { Posts = posts, NextCursor = userId is null ? null : NextOf(timeline, userId, posts.Length, cursor)?.ToString() };
    }

    private static WebCursor? NextOf(WebReply.Timeline? timeline, string userId, int posts, WebCursor? cursor)
    {
        var next = timeline?.PageInfo is { HasNextPage: true } page ? page.EndCursor : null;
        if (!string.IsNullOrEmpty(next))
            return next == cursor?.Position ? null : new WebCursor(false, userId, next);

        // A profile may count posts and show none, with nowhere to go on: the feed has them.
        return cursor is null && posts == 0 && timeline?.Count > 0 ? new WebCursor(true, userId, "") : null;
    }
}
