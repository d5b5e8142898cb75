using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Spotter.Simulator.Accounts;
using Spotter.Simulator.Instagram.Replies;
using Spotter.Simulator.Protocol;

namespace Spotter.Simulator.Instagram;

/// <summary>Business Discovery of the Graph API, as Instagram's documentation has it.</summary>
internal sealed class GraphApi(SimulatorHost host, AccountBook book, RecordedPages recorded, CallMeter meter, TimeProvider clock)
{
    private const string SourceName = "instagram";
    private const int DefaultLimit = 25;
    private const int MaxPosts = 100;

    private static readonly HashSet<string> PostFields = new(StringComparer.Ordinal)
    {
        "id", "caption", "like_count", "comments_count", "media_type", "media_url", "permalink", "timestamp", "children",
        "media_product_type", "username",
    };

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/graph/{version}/{user}", AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var token = query["access_token"].ToString();
        if (token.Length == 0)
        {
            await GraphErrors.WriteAsync(context, 104, message: "An access token is required to request this resource.");
            return;
        }

        if (host.Options.AccessToken is { } expected && token != expected)
        {
            await GraphErrors.WriteAsync(context, 190, message: "Invalid OAuth access token - Cannot parse access token");
            return;
        }

        var usage = meter.Count(token);
        WriteUsage(context, usage);
        if (!usage.Allowed)
        {
            await GraphErrors.WriteAsync(context, host.Scenario.Limit!.Code);
            return;
        }

        await DiscoverAsync(context, query["fields"].ToString());
    }

    private static void WriteUsage(HttpContext context, CallUsage usage)
    {
        var minutes = usage.Allowed ? 0 : (int)Math.Ceiling(usage.Regain.TotalMinutes);
        var figures = string.Create(
            CultureInfo.InvariantCulture,
            $"\"call_count\":{usage.Percent},\"total_cputime\":{usage.Percent / 4},\"total_time\":{usage.Percent / 3}");
        context.Response.Headers["X-App-Usage"] = "{" + figures + "}";
        context.Response.Headers["X-Business-Use-Case-Usage"] = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"17841400000000001":[{"type":"instagram",{{figures}},"estimated_time_to_regain_access":{{minutes}}}]}""");
    }

    private async Task DiscoverAsync(HttpContext context, string fields)
    {
        FieldsExpression expression;
        try
        {
            expression = FieldsExpression.Parse(fields);
        }
        catch (FormatException e)
        {
            await GraphErrors.WriteAsync(context, 2500, message: e.Message);
            return;
        }

        if (expression.Field("business_discovery") is not { } discovery || discovery.Modifier("username") is not { Length: > 0 } handle)
        {
            await GraphErrors.WriteAsync(context, 100, message: "(#100) The parameter username is required");
            return;
        }

        if (UnknownField(discovery) is { } unknown)
        {
            await GraphErrors.WriteAsync(context, 100, message: $"(#100) Tried accessing nonexisting field ({unknown})");
            return;
        }

        await AnswerForAccountAsync(context, discovery, handle);
    }

    private static string? UnknownField(FieldsExpression discovery) =>
        discovery.Field("media")?.Fields.FirstOrDefault(field => !PostFields.Contains(field.Name))?.Name;

    private async Task AnswerForAccountAsync(HttpContext context, FieldsExpression discovery, string handle)
    {
        var account = book.Find(SourceName, handle);
        var call = account?.CountCall() ?? 0;
        if (account is null || account.Script.State != Scenarios.AccountState.Open)
        {
            await GraphErrors.NoSuchUserAsync(context);
            return;
        }

        var media = discovery.Field("media");
        var after = media?.Modifier("after");
        var page = PageSlice.NumberOf(after);
        if (account.Faults.Find(call, fault => page >= fault.FromPage) is { } fault && await PageFaults.PlayAsync(context, fault, clock))
            return;

        if (account.Script.Recorded.Count > 0 && media is not null)
        {
            await recorded.WriteAsync(context, account, page);
            return;
        }

        var user = context.Request.RouteValues["user"]!.ToString()!;
        await Reply.JsonAsync(context, 200, DescribeAccount(account, discovery, user), InstagramJson.Default.JsonObject);
    }

    // An object holds what the caller asked for, in the caller's order, and its id: no record has that shape.
    private JsonObject DescribeAccount(SimulatedAccount account, FieldsExpression discovery, string user)
    {
        var posts = account.Visible(clock.GetUtcNow());
        var found = Collect(discovery, field => FindValue(account, field, posts));
        found["id"] = $"1784{account.Id}";
        return new JsonObject { ["business_discovery"] = found, ["id"] = user };
    }

    private static JsonObject Collect(FieldsExpression asked, Func<FieldsExpression, JsonNode?> findValue)
    {
        var answer = new JsonObject();
        foreach (var field in asked.Fields)
            if (findValue(field) is { } value)
                answer[field.Name] = value;
        return answer;
    }

    private JsonNode? FindValue(SimulatedAccount account, FieldsExpression field, IReadOnlyList<SimulatedPost> posts) => field.Name switch
    {
        "followers_count" => account.Script.Followers,
        "media_count" => posts.Count,
        "username" or "name" => account.Handle,
        "media" => DescribeMedia(field, posts),
        _ => null,
    };

    private JsonObject DescribeMedia(FieldsExpression media, IReadOnlyList<SimulatedPost> posts)
    {
        var limit = int.TryParse(media.Modifier("limit"), CultureInfo.InvariantCulture, out var asked) && asked > 0 ? asked : DefaultLimit;
        var slice = PageSlice.Cut(posts, media.Modifier("after"), Math.Min(limit, MaxPosts));
        var page = new JsonObject { ["data"] = new JsonArray([.. slice.Posts.Select(post => DescribePost(media, post))]) };
        if (slice.Next is { } next)
            page["paging"] = new JsonObject { ["cursors"] = new JsonObject { ["after"] = next } };
        return page;
    }

    private JsonObject DescribePost(FieldsExpression media, SimulatedPost post)
    {
        var answer = Collect(media, field => FindValue(post, field.Name));
        answer["id"] = Id(post);
        return answer;
    }

    private JsonNode? FindValue(SimulatedPost post, string field) => field switch
    {
        "id" => Id(post),
        "caption" => post.Caption,
        "like_count" => post.Likes,
        "comments_count" => post.Comments,
        "media_type" => post.Carousel ? "CAROUSEL_ALBUM" : post.Video ? "VIDEO" : "IMAGE",
        "media_url" => post.IsVideoAt(0) ? host.VideoAddress(post) : host.PictureAddress(post, 0),
        "permalink" => $"https://www.instagram.com/p/{post.Code}/",
        "timestamp" => post.PostedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture),
        "children" when post.Carousel => new JsonObject { ["data"] = DescribeChildren(post) },
        _ => null,
    };

    private JsonArray DescribeChildren(SimulatedPost post) => new([.. post.Pictures.Select((_, i) => new JsonObject
    {
        ["media_type"] = post.IsVideoAt(i) ? "VIDEO" : "IMAGE",
        ["media_url"] = post.IsVideoAt(i) ? host.VideoAddress(post) : host.PictureAddress(post, i),
        ["id"] = Id(post, i + 1),
    })]);

    private static string Id(SimulatedPost post, int offset = 0) => (post.Id + offset).ToString(CultureInfo.InvariantCulture);
}
