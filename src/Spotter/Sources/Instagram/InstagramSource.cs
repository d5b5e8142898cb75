using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Spotter.Calls;
using Spotter.Pictures;

namespace Spotter.Sources.Instagram;

/// <summary>Instagram's official interface: Business Discovery of the Graph API. It sees Business and Creator accounts.</summary>
public sealed partial class InstagramSource(
    IHttpClientFactory clients, PictureDownloader downloader, IOptions<InstagramOptions> options, TimeProvider time) : IPostSource
{
    internal const string ClientName = "instagram";

    private const string Video = "VIDEO";

    // As many as the Graph API gives with a post at most.
    private const int MaxComments = 50;

    public string Name => "instagram";

    public CallBudgetPlan Budget { get; } =
        new(BudgetName(options.Value.AccessToken), CallWindow.ParseMany(options.Value.CallBudget)) { MaxCall = options.Value.Timeout };

    private InstagramOptions Settings => options.Value;

    public string? FindHandleError(string handle) => InstagramHandle.FindError(handle);

    public string Normalise(string handle) => InstagramHandle.Normalise(handle);

    public bool Recognises(string text) => InstagramHandle.Recognises(text);

    public async Task<PageResult> FetchPageAsync(PageRequest request, CancellationToken cancellationToken)
    {
        if (FindRefusal(request) is { } refusal)
            return PageResult.Failed(refusal);

        var limit = Math.Clamp(request.Limit, 1, Settings.PageSize);
        using var message = new HttpRequestMessage(HttpMethod.Get, AddressOf(request, limit));
        using var client = clients.CreateClient(ClientName);
        var answer = await HttpAnswer.GetAsync(client, message, "the Graph API", Settings.Timeout, time, cancellationToken);
        var page = answer.Failure is { } failure ? PageResult.Failed(failure) : Read(answer, request, limit);
        var usage = Usage.Of(answer.Headers);
        return page with { SlowDown = usage.SlowDown, Notice = Join(page.Notice, usage.Notice, answer.OddWait) };
    }

    public Task<PictureDownload> FetchPictureAsync(PostPicture picture, CancellationToken cancellationToken) =>
        downloader.DownloadAsync(picture.Address, cancellationToken);

    private static string BudgetName(string? token) => string.IsNullOrWhiteSpace(token)
        ? "instagram"
        : "instagram-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)).AsSpan(0, 6));

    private SourceFailure? FindRefusal(PageRequest request)
    {
        if (string.IsNullOrWhiteSpace(Settings.AccessToken))
            return new SourceFailure(
                FailureKind.Unauthorised, "The source instagram needs an access token: set Sources:Instagram:AccessToken.");
        if (string.IsNullOrWhiteSpace(Settings.UserId))
            return new SourceFailure(
                FailureKind.Unauthorised, "The source instagram needs the id of your own Instagram account: set Sources:Instagram:UserId.");
        if (FindHandleError(request.Handle) is { } error)
            return new SourceFailure(FailureKind.Unavailable, error);

        // Both stand inside the fields expression, where a bracket would change what is asked.
        return request.Cursor is null || CursorText().IsMatch(request.Cursor)
            ? null
            : new SourceFailure(FailureKind.Malformed, "the cursor is not one of the Graph API's.");
    }

    private static string? Join(params IEnumerable<string?> notices) =>
        string.Join(' ', notices.OfType<string>()) is { Length: > 0 } told ? told : null;

    private bool IsOwn(PageRequest request) =>
        Settings.OwnHandle is { } own && InstagramHandle.Normalise(own) == InstagramHandle.Normalise(request.Handle);

    private string OwnAddressOf(PageRequest request, int limit)
    {
        var fields = "id,caption,like_count,comments_count,media_type,media_url,permalink,timestamp,children{media_type,media_url},"
            + $"comments.limit({MaxComments}){{text,timestamp,username}}";
        var after = request.Cursor is null ? "" : $"&after={Uri.EscapeDataString(request.Cursor)}";
        return $"{Settings.BaseAddress.TrimEnd('/')}/{Settings.ApiVersion}/{Uri.EscapeDataString(Settings.UserId!)}/media"
            + $"?fields={Uri.EscapeDataString(fields)}&limit={limit}{after}&access_token={Uri.EscapeDataString(Settings.AccessToken!)}";
    }

    private string AddressOf(PageRequest request, int limit)
    {
        if (IsOwn(request))
            return OwnAddressOf(request, limit);

        var after = request.Cursor is null ? "" : $".after({request.Cursor})";
        var fields = $"business_discovery.username({request.Handle}){{followers_count,media_count,media.limit({limit}){after}"
            + "{id,caption,like_count,comments_count,media_type,media_url,permalink,timestamp,children{media_type,media_url}}}";
        return $"{Settings.BaseAddress.TrimEnd('/')}/{Settings.ApiVersion}/{Uri.EscapeDataString(Settings.UserId!)}"
            + $"?fields={Uri.EscapeDataString(fields)}&access_token={Uri.EscapeDataString(Settings.AccessToken!)}";
    }

    private PageResult Read(HttpAnswer answer, PageRequest request, int limit)
    {
        try
        {
            var reply = JsonSerializer.Deserialize(answer.Body, InstagramJson.Default.GraphReply);
            if (reply?.Error is { } error)
                return PageResult.Failed(GraphFailures.Of(error, answer, limit));
            if ((int)answer.Status is < 200 or > 299 || reply?.Found is not { } discovery)
                return PageResult.Failed(GraphFailures.OfStatus(answer));

            return Read(discovery, request);
        }
        catch (JsonException)
        {
            return PageResult.Failed(GraphFailures.OfStatus(answer));
        }
    }

    private PageResult Read(GraphReply.Discovery discovery, PageRequest request)
    {
        var after = discovery.Media?.Paging?.Cursors?.After;
        var next = string.IsNullOrEmpty(after) || after == request.Cursor ? null : after;
        var items = new PageItems(request.KeepsRaw ? new RawReply(Settings.AccessToken) : null);
        var posts = items.Read(discovery.Media?.Data ?? [], InstagramJson.Default.Media, media => ReadPost(media, items));
        if (request.Cursor is null && posts.Count == 0 && next is null && FindProblem(discovery, items) is { } problem)
            return PageResult.Failed(problem);

        return new PageResult { Posts = posts, NextCursor = next, Notice = items.Describe() };
    }

    private static SourceFailure? FindProblem(GraphReply.Discovery discovery, PageItems items)
    {
        if (items.IsAllOdd)
            return new SourceFailure(FailureKind.Malformed, items.Describe()!);

        return discovery.MediaCount > 0
            ? new SourceFailure(
                FailureKind.Unavailable,
                $"the Graph API counts {discovery.MediaCount:0} posts and shows none: they are withheld, as those of age-gated accounts "
                    + "are."
            )
            : null;
    }

    private static Post ReadPost(GraphReply.Media media, PageItems items)
    {
        var all = (media.Children?.Data ?? [media]).OfType<GraphReply.Media>().Aggregate(new PostMedia(), Add);
        return new Post
        {
            Id = string.IsNullOrEmpty(media.Id) ? throw new OddItemException("it has no id") : media.Id,
            PostedAt = InstagramTime.Read(media.Timestamp),
            Caption = JsonText.Of(media.Caption),
            Link = media.Permalink,
            Likes = items.ReadCount(media.LikeCount),
            Comments = items.ReadCount(media.CommentsCount),
            CommentTexts = PostComments.Read(media.Comments) is { Count: > 0 } comments ? comments : null,
            IsVideo = media.MediaType is { } type ? type == Video : null,
            Pictures = all.Pictures,
            Videos = all.Videos,
        };
    }

    // An album that comes without its children carries the address of the first, which may be a video.
    private static PostMedia Add(PostMedia all, GraphReply.Media media)
    {
        if (media.MediaType == Video)
            return all.Add(picture: null, isVideo: true, media.MediaUrl);
        if (media.MediaType is not ("IMAGE" or "CAROUSEL_ALBUM") || !Uri.TryCreate(media.MediaUrl, UriKind.Absolute, out var address))
            return all;

        return address.AbsolutePath.EndsWith(".mp4", StringComparison.OrdinalIgnoreCase)
            ? all.Add(picture: null, isVideo: true, media.MediaUrl)
            : all.Add(new PostPicture(media.MediaUrl));
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_\-+/=.:|%]{1,4000}\z")]
    private static partial Regex CursorText();
}
