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

    public string Name => "instagram";

    public CallBudgetPlan Budget { get; } = new(BudgetName(options.Value.AccessToken), CallWindow.ParseMany(options.Value.CallBudget)) { MaxCall = options.Value.Timeout };

    private InstagramOptions Settings => options.Value;

    public string? FindHandleError(string handle) => InstagramHandle.FindError(handle);

    public string Normalise(string handle) => InstagramHandle.Normalise(handle);

    public bool Recognises(string text) => InstagramHandle.Recognises(text);

    public async Task<PageResult> FetchPageAsync(PageRequest request, CancellationToken cancellationToken)
    {
        if (FindRefusal(request) is { } refusal)
            return PageResult.Failed(refusal);

        using var message = new HttpRequestMessage(HttpMethod.Get, AddressOf(request));
        using var client = clients.CreateClient(ClientName);
        var answer = await HttpAnswer.GetAsync(client, message, $"instagram:{request.Handle}", Settings.Timeout, time, cancellationToken);
        var page = answer.Failure is { } failure ? PageResult.Failed(failure) : Read(answer, request);
        return page with { SlowDown = Usage.Of(answer.Headers).SlowDown };
    }

    public Task<PictureDownload> FetchPictureAsync(PostPicture picture, CancellationToken cancellationToken) =>
        downloader.DownloadAsync(picture.Address, cancellationToken);

    private static string BudgetName(string? token) => string.IsNullOrWhiteSpace(token)
        ? "instagram"
        : "instagram-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)).AsSpan(0, 6));

    private SourceFailure? FindRefusal(PageRequest request)
    {
        if (string.IsNullOrWhiteSpace(Settings.AccessToken))
            return new SourceFailure(FailureKind.Unauthorised, "The source instagram needs an access token: set Sources:Instagram:AccessToken.");
        if (string.IsNullOrWhiteSpace(Settings.UserId))
            return new SourceFailure(FailureKind.Unauthorised, "The source instagram needs the id of your own Instagram account: set Sources:Instagram:UserId.");
        if (FindHandleError(request.Handle) is { } error)
            return new SourceFailure(FailureKind.Unavailable, error);

        // Both stand inside the fields expression, where a bracket would change what is asked.
        return request.Cursor is null || CursorText().IsMatch(request.Cursor)
            ? null
            : new SourceFailure(FailureKind.Malformed, $"instagram:{request.Handle}: the cursor is not one of the Graph API's.");
    }

    private string AddressOf(PageRequest request)
    {
        var after = request.Cursor is null ? "" : $".after({request.Cursor})";
        var limit = Math.Clamp(request.Limit, 1, Settings.PageSize);
        var fields = $"business_discovery.username({request.Handle}){{followers_count,media_count,media.limit({limit}){after}"
            + "{id,caption,like_count,comments_count,media_type,media_url,permalink,timestamp,children{media_type,media_url}}}";
        return $"{Settings.BaseAddress.TrimEnd('/')}/{Settings.ApiVersion}/{Uri.EscapeDataString(Settings.UserId!)}"
            + $"?fields={Uri.EscapeDataString(fields)}&access_token={Uri.EscapeDataString(Settings.AccessToken!)}";
    }

    private static PageResult Read(HttpAnswer answer, PageRequest request)
    {
        try
        {
            var reply = JsonSerializer.Deserialize(answer.Body, InstagramJson.Default.GraphReply);
            if (reply?.Error is { } error)
                return PageResult.Failed(GraphFailures.Of(error, answer, request.Handle));
            if ((int)answer.Status is < 200 or > 299 || reply?.BusinessDiscovery is not { } discovery)
                return PageResult.Failed(GraphFailures.OfStatus(answer, request.Handle));

            var next = discovery.Media?.Paging?.Cursors?.After;
            return new PageResult
            {
                Posts = [.. (discovery.Media?.Data ?? []).OfType<GraphReply.Media>().Select(ReadPost)],
                NextCursor = string.IsNullOrEmpty(next) || next == request.Cursor ? null : next,
            };
        }
        catch (JsonException)
        {
            return PageResult.Failed(GraphFailures.OfStatus(answer, request.Handle));
        }
    }

    private static Post ReadPost(GraphReply.Media media)
    {
        if (string.IsNullOrEmpty(media.Id) || !InstagramTime.TryParse(media.Timestamp, out var postedAt))
            throw new JsonException("A post without an id or a time.");

        return new Post
        {
            Id = media.Id,
            PostedAt = postedAt,
            Caption = media.Caption,
            Link = media.Permalink,
            Likes = media.LikeCount,
            Comments = media.CommentsCount,
            Pictures = [.. (media.Children?.Data ?? [media]).OfType<GraphReply.Media>().Where(IsPicture).Select(picture => new PostPicture(picture.MediaUrl!))],
        };
    }

    // An album that comes without its children carries the address of the first, which may be a video.
    private static bool IsPicture(GraphReply.Media media) =>
        media.MediaType is "IMAGE" or "CAROUSEL_ALBUM"
        && Uri.TryCreate(media.MediaUrl, UriKind.Absolute, out var address)
        && !address.AbsolutePath.EndsWith(".mp4", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A[A-Za-z0-9_\-+/=.:|%]{1,4000}\z")]
    private static partial Regex CursorText();
}
