using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Spotter.Simulator.Accounts;
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

        await Reply.JsonAsync(context, 200, json => WriteProfile(json, account));
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
        var count = int.TryParse(context.Request.Query["count"], CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, 50) : PageSize;
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
            await Reply.JsonAsync(context, 200, json => WriteItems(json, slice, account));
        else
            await Reply.JsonAsync(context, 200, json => WritePage(json, slice, posts.Count, account));
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

        return account?.Faults.Find(call, fault => page >= fault.FromPage) is { } fault && await PageFaults.PlayAsync(context, fault, clock);
    }

    private void WriteProfile(Utf8JsonWriter json, SimulatedAccount account)
    {
        var posts = account.Script.Recorded.Count > 0 ? [] : account.Visible(clock.GetUtcNow());
        var count = account.Script.Recorded.Count > 0 ? recorded.Count(account) * PageSize : posts.Count;
        var open = account.Script.State == AccountState.Open;
        var slice = !open
            ? new PageSlice([], null)
            : account.Script.WebShape == WebShape.Edges && account.Script.Recorded.Count == 0
                ? PageSlice.Cut(posts, null, PageSize)
                : new PageSlice([], count > 0 ? PageSlice.WriteCursor(1, 0) : null);

        json.WriteStartObject();
        json.WriteStartObject("data");
        json.WriteStartObject("user");
        json.WriteNumberAsString("id", account.Id);
        json.WriteString("username", account.Handle);
        json.WriteString("full_name", account.Handle);
        json.WriteBoolean("is_private", account.Script.State == AccountState.Private);
        json.WriteStartObject("edge_followed_by");
        json.WriteNumber("count", account.Script.Followers);
        json.WriteEndObject();
        WriteEdges(json, slice, count, account);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("status", "ok");
        json.WriteEndObject();
    }

    private void WritePage(Utf8JsonWriter json, PageSlice slice, int count, SimulatedAccount account)
    {
        json.WriteStartObject();
        json.WriteStartObject("data");
        json.WriteStartObject("user");
        WriteEdges(json, slice, count, account);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("status", "ok");
        json.WriteEndObject();
    }

    private void WriteEdges(Utf8JsonWriter json, PageSlice slice, int count, SimulatedAccount account)
    {
        json.WriteStartObject("edge_owner_to_timeline_media");
        json.WriteNumber("count", count);
        json.WriteStartObject("page_info");
        json.WriteBoolean("has_next_page", slice.Next is not null);
        json.WriteString("end_cursor", slice.Next);
        json.WriteEndObject();
        json.WriteStartArray("edges");
        foreach (var post in slice.Posts)
            WriteEdge(json, post, account);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteEdge(Utf8JsonWriter json, SimulatedPost post, SimulatedAccount account)
    {
        json.WriteStartObject();
        json.WriteStartObject("node");
        json.WriteString("__typename", post.Carousel ? "GraphSidecar" : post.Video ? "GraphVideo" : "GraphImage");
        json.WriteNumberAsString("id", post.Id);
        json.WriteString("shortcode", post.Code);
        json.WriteString("display_url", host.PictureAddress(post, 0));
        json.WriteBoolean("is_video", post.Video);
        json.WriteString("accessibility_caption", $"Photo by {account.Handle}.");
        WriteCaptionEdges(json, post.Caption);
        WriteCount(json, "edge_media_to_comment", post.Comments);
        WriteCount(json, "edge_media_preview_like", post.Likes);
        json.WriteNumber("taken_at_timestamp", post.PostedAt.ToUnixTimeSeconds());
        json.WriteStartArray("pinned_for_users");
        if (post.Pinned)
            WritePinned(json, account);
        json.WriteEndArray();
        if (post.Carousel)
            WriteChildren(json, post);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WritePinned(Utf8JsonWriter json, SimulatedAccount account)
    {
        json.WriteStartObject();
        json.WriteNumberAsString("id", account.Id);
        json.WriteString("username", account.Handle);
        json.WriteEndObject();
    }

    private static void WriteCaptionEdges(Utf8JsonWriter json, string? caption)
    {
        json.WriteStartObject("edge_media_to_caption");
        json.WriteStartArray("edges");
        if (caption is not null)
        {
            json.WriteStartObject();
            json.WriteStartObject("node");
            json.WriteString("text", caption);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCount(Utf8JsonWriter json, string name, int count)
    {
        json.WriteStartObject(name);
        json.WriteNumber("count", count);
        json.WriteEndObject();
    }

    private void WriteChildren(Utf8JsonWriter json, SimulatedPost post)
    {
        json.WriteStartObject("edge_sidecar_to_children");
        json.WriteStartArray("edges");
        for (var i = 0; i < post.Pictures.Count; i++)
        {
            json.WriteStartObject();
            json.WriteStartObject("node");
            json.WriteString("__typename", "GraphImage");
            json.WriteNumberAsString("id", post.Id + i + 1);
            json.WriteString("display_url", host.PictureAddress(post, i));
            json.WriteBoolean("is_video", false);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteItems(Utf8JsonWriter json, PageSlice slice, SimulatedAccount account)
    {
        json.WriteStartObject();
        json.WriteNumber("num_results", slice.Posts.Count);
        json.WriteBoolean("more_available", slice.Next is not null);
        if (slice.Next is { } next)
            json.WriteString("next_max_id", next);
        json.WriteStartArray("items");
        foreach (var post in slice.Posts)
            WriteItem(json, post, account);
        json.WriteEndArray();
        json.WriteString("status", "ok");
        json.WriteEndObject();
    }

    private void WriteItem(Utf8JsonWriter json, SimulatedPost post, SimulatedAccount account)
    {
        json.WriteStartObject();
        json.WriteNumber("pk", post.Id);
        json.WriteString("id", string.Create(CultureInfo.InvariantCulture, $"{post.Id}_{account.Id}"));
        json.WriteString("code", post.Code);
        json.WriteNumber("taken_at", post.PostedAt.ToUnixTimeSeconds());
        json.WriteNumber("media_type", post.Carousel ? 8 : post.Video ? 2 : 1);
        json.WriteNumber("like_count", post.Likes);
        json.WriteNumber("comment_count", post.Comments);
        WriteCaption(json, post.Caption);
        if (post.Pinned)
        {
            json.WriteStartArray("timeline_pinned_user_ids");
            json.WriteNumberValue(account.Id);
            json.WriteEndArray();
        }

        if (post.Carousel)
            WriteCarousel(json, post);
        else
            WriteCandidates(json, post, 0);
        json.WriteEndObject();
    }

    private static void WriteCaption(Utf8JsonWriter json, string? caption)
    {
        if (caption is null)
        {
            json.WriteNull("caption");
            return;
        }

        json.WriteStartObject("caption");
        json.WriteString("text", caption);
        json.WriteEndObject();
    }

    private void WriteCarousel(Utf8JsonWriter json, SimulatedPost post)
    {
        json.WriteNumber("carousel_media_count", post.Pictures.Count);
        json.WriteStartArray("carousel_media");
        for (var i = 0; i < post.Pictures.Count; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("pk", post.Id + i + 1);
            json.WriteNumber("media_type", 1);
            WriteCandidates(json, post, i);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The whole picture first, then a smaller one, as Instagram lists them.</summary>
    private void WriteCandidates(Utf8JsonWriter json, SimulatedPost post, int index)
    {
        var width = host.Scenario.Pictures.Width;
        json.WriteStartObject("image_versions2");
        json.WriteStartArray("candidates");
        foreach (var size in (int[])[width, width / 3])
        {
            json.WriteStartObject();
            json.WriteNumber("width", size);
            json.WriteNumber("height", size * 5 / 4);
            json.WriteString("url", host.PictureAddress(post, index) + (size == width ? "" : "?small=1"));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
