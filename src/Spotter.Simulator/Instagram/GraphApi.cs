using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Spotter.Simulator.Accounts;
using Spotter.Simulator.Protocol;

namespace Spotter.Simulator.Instagram;

/// <summary>Business Discovery of the Graph API, as Instagram's documentation has it.</summary>
internal sealed class GraphApi(SimulatorHost host, AccountBook book, RecordedPages recorded, CallMeter meter, TimeProvider clock)
{
    private const string SourceName = "instagram";
    private const int DefaultLimit = 25;
    private const int MostPosts = 100;

    private static readonly HashSet<string> PostFields = new(StringComparer.Ordinal)
    {
        "id", "caption", "like_count", "comments_count", "media_type", "media_url", "permalink", "timestamp", "children", "media_product_type", "username",
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
        context.Response.Headers["X-App-Usage"] = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"call_count":{{usage.Percent}},"total_cputime":{{usage.Percent / 4}},"total_time":{{usage.Percent / 3}}}""");
        context.Response.Headers["X-Business-Use-Case-Usage"] = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"17841400000000001":[{"type":"instagram","call_count":{{usage.Percent}},"total_cputime":{{usage.Percent / 4}},"total_time":{{usage.Percent / 3}},"estimated_time_to_regain_access":{{minutes}}}]}""");
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
        await Reply.JsonAsync(context, 200, json => WriteAccount(json, account, discovery, user));
    }

    private void WriteAccount(Utf8JsonWriter json, SimulatedAccount account, FieldsExpression discovery, string user)
    {
        var posts = account.Visible(clock.GetUtcNow());
        json.WriteStartObject();
        json.WriteStartObject("business_discovery");
        foreach (var field in discovery.Fields)
            WriteAccountField(json, account, field, posts);
        json.WriteString("id", $"1784{account.Id}");
        json.WriteEndObject();
        json.WriteString("id", user);
        json.WriteEndObject();
    }

    private void WriteAccountField(Utf8JsonWriter json, SimulatedAccount account, FieldsExpression field, IReadOnlyList<SimulatedPost> posts)
    {
        switch (field.Name)
        {
            case "followers_count":
                json.WriteNumber("followers_count", account.Script.Followers);
                break;
            case "media_count":
                json.WriteNumber("media_count", posts.Count);
                break;
            case "username" or "name":
                json.WriteString(field.Name, account.Handle);
                break;
            case "media":
                WriteMedia(json, field, posts);
                break;
        }
    }

    private void WriteMedia(Utf8JsonWriter json, FieldsExpression media, IReadOnlyList<SimulatedPost> posts)
    {
        var limit = int.TryParse(media.Modifier("limit"), CultureInfo.InvariantCulture, out var asked) && asked > 0 ? Math.Min(asked, MostPosts) : DefaultLimit;
        var slice = PageSlice.Cut(posts, media.Modifier("after"), limit);
        json.WriteStartObject("media");
        json.WriteStartArray("data");
        foreach (var post in slice.Posts)
            WritePost(json, media, post);
        json.WriteEndArray();
        if (slice.Next is { } next)
        {
            json.WriteStartObject("paging");
            json.WriteStartObject("cursors");
            json.WriteString("after", next);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WritePost(Utf8JsonWriter json, FieldsExpression media, SimulatedPost post)
    {
        json.WriteStartObject();
        foreach (var field in media.Fields)
            WritePostField(json, field, post);
        if (media.Field("id") is null)
            json.WriteNumberAsString("id", post.Id);
        json.WriteEndObject();
    }

    private void WritePostField(Utf8JsonWriter json, FieldsExpression field, SimulatedPost post)
    {
        switch (field.Name)
        {
            case "id":
                json.WriteNumberAsString("id", post.Id);
                break;
            case "caption" when post.Caption is not null:
                json.WriteString("caption", post.Caption);
                break;
            case "like_count":
                json.WriteNumber("like_count", post.Likes);
                break;
            case "comments_count":
                json.WriteNumber("comments_count", post.Comments);
                break;
            case "media_type":
                json.WriteString("media_type", post.Carousel ? "CAROUSEL_ALBUM" : post.Video ? "VIDEO" : "IMAGE");
                break;
            case "media_url" when !post.Video:
                json.WriteString("media_url", host.PictureAddress(post, 0));
                break;
            case "permalink":
                json.WriteString("permalink", $"https://www.instagram.com/p/{post.Code}/");
                break;
            case "timestamp":
                json.WriteString("timestamp", post.PostedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture));
                break;
            case "children" when post.Carousel:
                WriteChildren(json, post);
                break;
        }
    }

    private void WriteChildren(Utf8JsonWriter json, SimulatedPost post)
    {
        json.WriteStartObject("children");
        json.WriteStartArray("data");
        for (var i = 0; i < post.Pictures.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("media_type", "IMAGE");
            json.WriteString("media_url", host.PictureAddress(post, i));
            json.WriteNumberAsString("id", post.Id + i + 1);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
