using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Spotter.Simulator.Accounts;
using Spotter.Simulator.Instagram.Replies;
using Spotter.Simulator.Protocol;
using Spotter.Simulator.Scenarios;

namespace Spotter.Simulator.Instagram;

/// <summary>The interface of Instagram's own pages, in both of its shapes.</summary>
internal sealed class WebApi(SimulatorHost host, AccountBook book, RecordedPages recorded, CallMeter meter, TimeProvider clock)
{
    private const string SourceName = "instagram-web";
    private const string AppId = "936619743392459";
    private const int PageSize = 12;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/web/api/v1/users/web_profile_info/", AnswerProfileAsync);
        routes.MapMethods("/web/graphql/query/", ["GET", "POST"], AnswerQueryAsync);
        routes.MapGet("/web/api/v1/feed/user/{user}/{rest?}", AnswerFeedAsync);
        routes.MapGet("/accounts/login/", context => Reply.TextAsync(context, 200, PageFaults.LoginPage, "text/html; charset=utf-8"));
        routes.MapGet("/challenge/{**rest}", context => Reply.TextAsync(context, 200, PageFaults.LoginPage, "text/html; charset=utf-8"));
    }

    private async Task AnswerProfileAsync(HttpContext context)
    {
        var account = book.Find(SourceName, context.Request.Query["username"]);
        if (await IsStoppedAsync(context, account, page: 1))
            return;

        if (account is null || account.Script.State == AccountState.Missing)
        {
            await Reply.TextAsync(context, 200, """{"data":{"user":null},"status":"ok"}""", "application/json; charset=utf-8");
            return;
        }

        if (account.Script.Recorded.Count > 0 && await recorded.TryWriteProfileAsync(context, account))
            return;

        await Reply.JsonAsync(context, 200, DescribeProfile(account), InstagramJson.Default.ProfileReply);
    }

    private async Task AnswerQueryAsync(HttpContext context)
    {
        var variables = context.Request.HasFormContentType
            ? (await context.Request.ReadFormAsync(context.RequestAborted))["variables"].ToString()
            : context.Request.Query["variables"].ToString();
        if (!TryReadVariables(variables, out var id, out var first, out var after))
        {
            await Reply.TextAsync(context, 400, """{"message":"invalid request","status":"fail"}""", "application/json; charset=utf-8");
            return;
        }

        await AnswerPageAsync(context, book.FindById(id), after, first);
    }

    private static bool TryReadVariables(string variables, out long id, out int first, out string? after)
    {
        (id, first, after) = (0, PageSize, null);
        try
        {
            using var json = JsonDocument.Parse(variables);
            var root = json.RootElement;
            if (root.TryGetProperty("first", out var asked) && asked.TryGetInt32(out var count))
                first = Math.Clamp(count, 1, 50);
            if (root.TryGetProperty("after", out var cursor) && cursor.ValueKind == JsonValueKind.String)
                after = cursor.GetString();
            return root.TryGetProperty("id", out var user) && long.TryParse(user.ToString(), CultureInfo.InvariantCulture, out id);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private async Task AnswerFeedAsync(HttpContext context)
    {
        var user = context.Request.RouteValues["user"]!.ToString()!;
        var account = book.Find(SourceName, user)
            ?? (long.TryParse(user, CultureInfo.InvariantCulture, out var id) ? book.FindById(id) : null);
        var count = int.TryParse(context.Request.Query["count"], CultureInfo.InvariantCulture, out var asked)
            ? Math.Clamp(asked, 1, 50)
            : PageSize;
        await AnswerPageAsync(context, account, context.Request.Query["max_id"], count, mobile: true);
    }

    private async Task AnswerPageAsync(HttpContext context, SimulatedAccount? account, string? cursor, int limit, bool mobile = false)
    {
        var page = PageSlice.NumberOf(cursor);
        if (await IsStoppedAsync(context, account, page))
            return;

        if (account is null || account.Script.State == AccountState.Missing)
        {
            await Reply.TextAsync(context, 200, """{"data":{"viewer":{},"user":null},"status":"ok"}""", "application/json; charset=utf-8");
            return;
        }

        if (account.Script.Recorded.Count > 0)
        {
            await recorded.WriteAsync(context, account, page);
            return;
        }

        var posts = account.Script.State == AccountState.Private ? [] : account.Visible(clock.GetUtcNow());
        var slice = PageSlice.Cut(posts, cursor, limit);
        if (mobile || account.Script.WebShape == WebShape.Mobile)
            await Reply.JsonAsync(context, 200, DescribeFeed(slice, account), InstagramJson.Default.FeedReply);
        else
            await Reply.JsonAsync(context, 200, DescribePage(slice, posts.Count, account), InstagramJson.Default.ProfileReply);
    }

    /// <summary>Checks the caller and plays what goes wrong; true where the answer has been given.</summary>
    private async Task<bool> IsStoppedAsync(HttpContext context, SimulatedAccount? account, int page)
    {
        if (context.Request.Headers["x-ig-app-id"] != AppId)
        {
            await Reply.TextAsync(context, 400, """{"message":"useragent mismatch","status":"fail"}""", "application/json; charset=utf-8");
            return true;
        }

        var call = account?.CountCall() ?? 0;
        if (!meter.Count("web").Allowed)
            return await PageFaults.PlayAsync(context, new PageFault { Kind = PageFaultKind.PleaseWait429 }, clock);

        return account?.Faults.Find(call, fault => page >= fault.FromPage) is { } fault
            && await PageFaults.PlayAsync(context, fault, clock);
    }

    private ProfileReply DescribeProfile(SimulatedAccount account)
    {
        var posts = account.Script.Recorded.Count > 0 ? [] : account.Visible(clock.GetUtcNow());
        var count = account.Script.Recorded.Count > 0 ? recorded.Count(account) * PageSize : posts.Count;
        var open = account.Script.State == AccountState.Open;
        var slice = !open
            ? new PageSlice([], null)
            : account.Script.WebShape == WebShape.Edges && account.Script.Recorded.Count == 0
                ? PageSlice.Cut(posts, null, PageSize)
                : new PageSlice([], count > 0 ? PageSlice.WriteCursor(1, 0) : null);

        return new ProfileReply(new(new Profile
        {
            Id = account.Id,
            Username = account.Handle,
            FullName = account.Handle,
            IsPrivate = account.Script.State == AccountState.Private,
            EdgeFollowedBy = new Total(account.Script.Followers),
            EdgeOwnerToTimelineMedia = DescribeTimeline(slice, count, account),
        }));
    }

    private ProfileReply DescribePage(PageSlice slice, int count, SimulatedAccount account) =>
        new(new(new Profile { EdgeOwnerToTimelineMedia = DescribeTimeline(slice, count, account) }));

    private Timeline DescribeTimeline(PageSlice slice, int count, SimulatedAccount account) => new(
        count,
        new Timeline.Paging(slice.Next is not null, slice.Next),
        [.. slice.Posts.Select(post => new Edge<PostNode>(DescribeNode(post, account)))]);

    private PostNode DescribeNode(SimulatedPost post, SimulatedAccount account) => new(
        post.Carousel ? "GraphSidecar" : post.Video ? "GraphVideo" : "GraphImage",
        post.Id,
        post.Code,
        host.PictureAddress(post, 0),
        post.IsVideoAt(0),
        post.IsVideoAt(0) ? host.VideoAddress(post) : null,
        $"Photo by {account.Handle}.",
        EdgeList<CaptionText>.Of(post.Caption is { } caption ? [new CaptionText(caption)] : []),
        new Total(post.Comments),
        new Total(post.Likes),
        post.PostedAt.ToUnixTimeSeconds(),
        post.Pinned ? [new PostNode.Owner(account.Id, account.Handle)] : [],
        post.Carousel ? EdgeList<PictureNode>.Of(post.Pictures.Select((_, i) => DescribePicture(post, i))) : null);

    private PictureNode DescribePicture(SimulatedPost post, int index) =>
        new(
            post.IsVideoAt(index) ? "GraphVideo" : "GraphImage",
            post.Id + index + 1,
            host.PictureAddress(post, index),
            post.IsVideoAt(index),
            post.IsVideoAt(index) ? host.VideoAddress(post) : null);

    private FeedReply DescribeFeed(PageSlice slice, SimulatedAccount account) =>
        new(slice.Posts.Count, slice.Next is not null, slice.Next, [.. slice.Posts.Select(post => DescribeItem(post, account))]);

    private FeedItem DescribeItem(SimulatedPost post, SimulatedAccount account) => new()
    {
        Pk = post.Id,
        Id = string.Create(CultureInfo.InvariantCulture, $"{post.Id}_{account.Id}"),
        Code = post.Code,
        TakenAt = post.PostedAt.ToUnixTimeSeconds(),
        MediaType = post.Carousel ? 8 : post.Video ? 2 : 1,
        LikeCount = post.Likes,
        CommentCount = post.Comments,
        Caption = post.Caption is { } caption ? new CaptionText(caption) : null,
        TimelinePinnedUserIds = post.Pinned ? [account.Id] : null,
        CarouselMediaCount = post.Carousel ? post.Pictures.Count : null,
        CarouselMedia = post.Carousel ? [.. post.Pictures.Select((_, i) => DescribeFeedPicture(post, i))] : null,
        ImageVersions = post.Carousel ? null : DescribeVersions(post, 0),
        VideoVersions = post.Carousel ? null : DescribeVideo(post, 0),
    };

    private FeedPicture DescribeFeedPicture(SimulatedPost post, int index) =>
        new(post.Id + index + 1, post.IsVideoAt(index) ? 2 : 1, DescribeVersions(post, index), DescribeVideo(post, index));

    /// <summary>The same file in two sizes, the largest first.</summary>
    private PictureVersions.Candidate[]? DescribeVideo(SimulatedPost post, int index) =>
        post.IsVideoAt(index) && host.VideoAddress(post) is { } address
            ? [new(720, 1280, address), new(360, 640, $"{address}&small=1")]
            : null;

    /// <summary>The whole picture first, then a smaller one, as Instagram lists them.</summary>
    private PictureVersions DescribeVersions(SimulatedPost post, int index)
    {
        var (address, width) = (host.PictureAddress(post, index), host.Scenario.Pictures.Width);
        return new PictureVersions([new(width, width * 5 / 4, address), new(width / 3, width / 3 * 5 / 4, address + "?small=1")]);
    }
}
