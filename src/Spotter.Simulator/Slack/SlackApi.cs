using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Spotter.Simulator.Accounts;
using Spotter.Simulator.Protocol;
using Spotter.Simulator.Scenarios;

namespace Spotter.Simulator.Slack;

/// <summary>The parts of Slack's Web API that a sender of messages with pictures needs, and incoming webhooks.</summary>
internal sealed class SlackApi(SlackWorkspace workspace, SlackScript script, string? token, int seed, TimeProvider clock)
{
    private const int LongestText = 40_000;
    private readonly FaultSchedule<SlackFault> _faults = new(script.Faults, seed);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/slack/api/{method}", ["GET", "POST"], AnswerAsync);
        routes.MapPost("/slack/upload/{file}", UploadAsync);
        routes.MapPost("/slack/webhook/{**name}", AnswerWebhookAsync);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var method = context.Request.RouteValues["method"]!.ToString()!;
        var call = workspace.CountCall(method);
        var fault = _faults.Find(call, fault => fault.Method == method);
        if (fault is not null && !IsCarriedOut(fault))
        {
            await PlayAsync(context, fault, webhook: false);
            return;
        }

        if (TokenError(context) is { } error)
        {
            await RefuseAsync(context, error);
            return;
        }

        var arguments = await SlackArguments.ReadAsync(context.Request, context.RequestAborted);
        if (arguments is null)
        {
            await RefuseAsync(context, "invalid_json");
            return;
        }

        var answer = Decide(context, method, arguments);
        await (fault is null ? answer() : SpoilAsync(context, fault));
    }

    /// <summary>Carries the call out and returns how to answer it, so that an answer can be held back.</summary>
    private Func<Task> Decide(HttpContext context, string method, SlackArguments arguments) => method switch
    {
        "auth.test" => () => AuthAsync(context),
        "chat.postMessage" => PostMessage(context, arguments),
        "files.getUploadURLExternal" => StartUpload(context, arguments),
        "files.completeUploadExternal" => CompleteUpload(context, arguments),
        "files.info" => FileInfo(context, arguments),
        "conversations.history" => History(context, arguments),
        _ => () => RefuseAsync(context, "unknown_method"),
    };

    private string? TokenError(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.Ordinal))
            return "not_authed";

        return token is null || header["Bearer ".Length..] == token ? null : "invalid_auth";
    }

    private static Task AuthAsync(HttpContext context) => Reply.JsonAsync(context, 200, json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("ok", true);
        json.WriteString("url", "https://simulated.slack.com/");
        json.WriteString("team", "Simulated");
        json.WriteString("user", "spotter");
        json.WriteString("team_id", "T0SIM00001");
        json.WriteString("user_id", "U0SIM00001");
        json.WriteString("bot_id", "B0SIM00001");
        json.WriteEndObject();
    });

    private Func<Task> PostMessage(HttpContext context, SlackArguments arguments)
    {
        var channel = workspace.FindChannel(arguments.Text("channel"));
        if (channel is null)
            return () => RefuseAsync(context, "channel_not_found");
        if (!workspace.TryTakeTurn(channel))
            return () => ThrottleAsync(context, webhook: false);

        var text = arguments.Text("text");
        var blocks = arguments.Structure("blocks");
        if (string.IsNullOrEmpty(text) && blocks is null)
            return () => RefuseAsync(context, "no_text");
        if (text?.Length > LongestText)
            return () => RefuseAsync(context, "msg_too_long");
        if (blocks is { } sent && BlockRules.FindError(sent, IsReady) is { } problem)
            return () => RefuseAsync(context, "invalid_blocks", problem);

        var metadata = arguments.Structure("metadata");
        if (metadata is { } data && !IsMetadata(data))
            return () => RefuseAsync(context, "invalid_metadata_format");

        var message = workspace.Add("chat.postMessage", channel, text, blocks, metadata, arguments.Text("thread_ts"), FilesOf(blocks));
        return () => Reply.JsonAsync(context, 200, json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("ok", true);
            json.WriteString("channel", channel);
            json.WriteString("ts", message.Ts);
            WriteMessage(json, "message", message, withMetadata: true);
            json.WriteEndObject();
        });
    }

    private static bool IsMetadata(JsonElement metadata) =>
        metadata.ValueKind == JsonValueKind.Object
        && metadata.TryGetProperty("event_type", out var type) && type.ValueKind == JsonValueKind.String
        && metadata.TryGetProperty("event_payload", out var payload) && payload.ValueKind == JsonValueKind.Object;

    private static IReadOnlyList<string> FilesOf(JsonElement? blocks) =>
        blocks is not { ValueKind: JsonValueKind.Array } array
            ? []
            : [.. array.EnumerateArray().Where(block => block.TryGetProperty("slack_file", out _)).Select(block => block.GetProperty("slack_file").GetProperty("id").GetString()!)];

    private bool IsReady(string file) => workspace.FindFile(file)?.IsReady(clock.GetUtcNow()) == true;

    private Func<Task> StartUpload(HttpContext context, SlackArguments arguments)
    {
        var name = arguments.Text("filename");
        if (string.IsNullOrEmpty(name) || !int.TryParse(arguments.Text("length"), CultureInfo.InvariantCulture, out var length) || length <= 0)
            return () => RefuseAsync(context, "invalid_arguments");

        var file = workspace.NewFile(name, length);
        var address = $"{context.Request.Scheme}://{context.Request.Host}/slack/upload/{file.Id}";
        return () => Reply.JsonAsync(context, 200, json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("ok", true);
            json.WriteString("upload_url", address);
            json.WriteString("file_id", file.Id);
            json.WriteEndObject();
        });
    }

    private async Task UploadAsync(HttpContext context)
    {
        var call = workspace.CountCall("upload");
        var fault = _faults.Find(call, fault => fault.Method == "upload");
        if (fault is not null && !IsCarriedOut(fault))
        {
            await PlayAsync(context, fault, webhook: true);
            return;
        }

        var bytes = await ReadUploadAsync(context);
        if (workspace.FindFile(context.Request.RouteValues["file"]!.ToString()) is not { } file || bytes.Length != file.Length)
        {
            await Reply.TextAsync(context, 400, "the length is not the one that was announced");
            return;
        }

        file.Bytes = bytes;
        await (fault is null ? Reply.TextAsync(context, 200, string.Create(CultureInfo.InvariantCulture, $"OK - {bytes.Length}")) : SpoilAsync(context, fault));
    }

    private static async Task<byte[]> ReadUploadAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        if (context.Request.HasFormContentType)
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            if (form.Files.Count > 0)
                await form.Files[0].CopyToAsync(buffer, context.RequestAborted);
        }
        else
        {
            await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        }

        return buffer.ToArray();
    }

    private Func<Task> CompleteUpload(HttpContext context, SlackArguments arguments)
    {
        var files = ReadFiles(arguments.Structure("files"));
        if (files is null)
            return () => RefuseAsync(context, "invalid_arguments");
        if (files.Count == 0 || files.Any(file => file.Bytes is null))
            return () => RefuseAsync(context, "file_not_found");

        var channel = arguments.Text("channel_id");
        if (channel is not null && (!SlackWorkspace.IsId(channel) || workspace.FindChannel(channel) is null))
            return () => RefuseAsync(context, "channel_not_found");

        var readyAt = clock.GetUtcNow() + TimeSpan.FromSeconds(script.FileReadySeconds);
        var message = channel is null
            ? null
            : workspace.Add("files.completeUploadExternal", channel, arguments.Text("initial_comment"), arguments.Structure("blocks"), null, arguments.Text("thread_ts"), [.. files.Select(file => file.Id)]);
        foreach (var file in files)
        {
            file.Share = message;
            file.ReadyAt ??= readyAt;
        }

        return () => Reply.JsonAsync(context, 200, json => WriteFiles(json, files));
    }

    private List<SlackFile>? ReadFiles(JsonElement? files)
    {
        if (files is not { ValueKind: JsonValueKind.Array } array)
            return null;

        var found = new List<SlackFile>();
        foreach (var item in array.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("id", out var id) || workspace.FindFile(id.ToString()) is not { } file)
                return [];

            if (item.TryGetProperty("title", out var title))
                file.Title = title.ToString();
            found.Add(file);
        }

        return found;
    }

    private static void WriteFiles(Utf8JsonWriter json, List<SlackFile> files)
    {
        json.WriteStartObject();
        json.WriteBoolean("ok", true);
        json.WriteStartArray("files");
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString("id", file.Id);
            json.WriteString("title", file.Title ?? file.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private Func<Task> FileInfo(HttpContext context, SlackArguments arguments)
    {
        if (workspace.FindFile(arguments.Text("file")) is not { ReadyAt: not null } file)
            return () => RefuseAsync(context, "file_not_found");

        var ready = file.IsReady(clock.GetUtcNow());
        return () => Reply.JsonAsync(context, 200, json => WriteFile(json, file, ready));
    }

    /// <summary>Until a file is ready its types are empty and nothing is said to share it.</summary>
    private static void WriteFile(Utf8JsonWriter json, SlackFile file, bool ready)
    {
        json.WriteStartObject();
        json.WriteBoolean("ok", true);
        json.WriteStartObject("file");
        json.WriteString("id", file.Id);
        json.WriteString("name", file.Name);
        json.WriteString("title", file.Title ?? file.Name);
        json.WriteString("mimetype", ready ? "image/jpeg" : "");
        json.WriteString("filetype", ready ? "jpg" : "");
        json.WriteNumber("size", file.Length);
        json.WriteStartObject("shares");
        if (ready && file.Share is { } share)
        {
            json.WriteStartObject("public");
            json.WriteStartArray(share.Channel);
            json.WriteStartObject();
            json.WriteString("ts", share.Ts);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private Func<Task> History(HttpContext context, SlackArguments arguments)
    {
        if (arguments.Text("channel") is not { } channel || !SlackWorkspace.IsId(channel) || workspace.FindChannel(channel) is null)
            return () => RefuseAsync(context, "channel_not_found");

        var limit = int.TryParse(arguments.Text("limit"), CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, 999) : 100;
        var withMetadata = arguments.Text("include_all_metadata") is "true" or "True" or "1";
        var oldest = ReadTs(arguments.Text("oldest"), decimal.MinValue);
        var latest = ReadTs(arguments.Text("cursor") ?? arguments.Text("latest"), decimal.MaxValue);
        var inclusive = arguments.Text("inclusive") is "true" or "True" or "1";
        var found = workspace.Messages
            .Where(message => message.Channel == channel && IsWithin(ReadTs(message.Ts, 0), oldest, latest, inclusive))
            .Reverse().ToList();
        var page = found.Take(limit).ToList();
        return () => Reply.JsonAsync(context, 200, json => WriteHistory(json, page, found.Count > limit ? page[^1].Ts : null, withMetadata));
    }

    private static bool IsWithin(decimal ts, decimal oldest, decimal latest, bool inclusive) =>
        inclusive ? ts >= oldest && ts <= latest : ts > oldest && ts < latest;

    private static decimal ReadTs(string? text, decimal otherwise) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var ts) ? ts : otherwise;

    private static void WriteHistory(Utf8JsonWriter json, List<SlackMessage> messages, string? next, bool withMetadata)
    {
        json.WriteStartObject();
        json.WriteBoolean("ok", true);
        json.WriteStartArray("messages");
        foreach (var message in messages)
            WriteMessage(json, null, message, withMetadata);
        json.WriteEndArray();
        json.WriteBoolean("has_more", next is not null);
        if (next is not null)
        {
            json.WriteStartObject("response_metadata");
            json.WriteString("next_cursor", next);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, string? name, SlackMessage message, bool withMetadata)
    {
        if (name is null)
            json.WriteStartObject();
        else
            json.WriteStartObject(name);
        json.WriteString("type", "message");
        json.WriteString("ts", message.Ts);
        json.WriteString("text", message.Text ?? "");
        json.WriteString("bot_id", "B0SIM00001");
        if (message.Blocks is { } blocks)
            WriteElement(json, "blocks", blocks);
        if (withMetadata && message.Metadata is { } metadata)
            WriteElement(json, "metadata", metadata);
        json.WriteStartArray("files");
        foreach (var file in message.Files)
        {
            json.WriteStartObject();
            json.WriteString("id", file);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteElement(Utf8JsonWriter json, string name, JsonElement element)
    {
        json.WritePropertyName(name);
        element.WriteTo(json);
    }

    private async Task AnswerWebhookAsync(HttpContext context)
    {
        var call = workspace.CountCall("webhook");
        var fault = _faults.Find(call, fault => fault.Method == "webhook");
        if (fault is not null && !IsCarriedOut(fault))
        {
            await PlayAsync(context, fault, webhook: true);
            return;
        }

        var arguments = await SlackArguments.ReadAsync(context.Request, context.RequestAborted);
        var error = arguments is null ? "invalid_payload" : WebhookError(arguments);
        if (error is not null)
            await Reply.TextAsync(context, 400, error);
        else if (!workspace.TryTakeTurn("webhook"))
            await ThrottleAsync(context, webhook: true);
        else
            await AcceptWebhookAsync(context, arguments!, fault);
    }

    private string? WebhookError(SlackArguments arguments)
    {
        var blocks = arguments.Structure("blocks");
        if (string.IsNullOrEmpty(arguments.Text("text")) && blocks is null)
            return "no_text";

        return blocks is { } sent && BlockRules.FindError(sent, IsReady) is not null ? "invalid_blocks" : null;
    }

    private Task AcceptWebhookAsync(HttpContext context, SlackArguments arguments, SlackFault? fault)
    {
        var blocks = arguments.Structure("blocks");
        workspace.Add("webhook", "webhook", arguments.Text("text"), blocks, arguments.Structure("metadata"), arguments.Text("thread_ts"), FilesOf(blocks));
        return fault is null ? Reply.TextAsync(context, 200, "ok") : SpoilAsync(context, fault);
    }

    private static bool IsCarriedOut(SlackFault fault) => fault.Kind is SlackFaultKind.AcceptThenCut or SlackFaultKind.Malformed;

    /// <summary>Keeps from the sender how a call that was carried out has ended.</summary>
    private static Task SpoilAsync(HttpContext context, SlackFault fault) =>
        fault.Kind == SlackFaultKind.Malformed ? Reply.TextAsync(context, 200, "{\"ok\":tr") : Reply.Cut(context);

    private Task PlayAsync(HttpContext context, SlackFault fault, bool webhook) => fault.Kind switch
    {
        SlackFaultKind.Throttled => ThrottleAsync(context, webhook),
        SlackFaultKind.Unavailable => Reply.TextAsync(context, 503, "upstream connect error"),
        SlackFaultKind.Hang => Reply.HangAsync(context),
        SlackFaultKind.Error when webhook => Reply.TextAsync(context, WebhookStatus(fault.Error), fault.Error),
        SlackFaultKind.Error => RefuseAsync(context, fault.Error),
        _ => Reply.Cut(context),
    };

    /// <summary>The HTTP statuses of webhook errors (docs.slack.dev/messaging/sending-messages-using-incoming-webhooks).</summary>
    private static int WebhookStatus(string error) => error switch
    {
        "no_service" or "channel_not_found" => 404,
        "action_prohibited" or "invalid_token" => 403,
        "channel_is_archived" => 410,
        "rollup_error" => 500,
        _ => 400,
    };

    private Task ThrottleAsync(HttpContext context, bool webhook)
    {
        if (script.RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return webhook
            ? Reply.TextAsync(context, 429, "rate_limited")
            : Reply.JsonAsync(context, 429, json => WriteError(json, "ratelimited", null));
    }

    private static Task RefuseAsync(HttpContext context, string error, string? detail = null) =>
        Reply.JsonAsync(context, 200, json => WriteError(json, error, detail));

    private static void WriteError(Utf8JsonWriter json, string error, string? detail)
    {
        json.WriteStartObject();
        json.WriteBoolean("ok", false);
        json.WriteString("error", error);
        if (detail is not null)
        {
            json.WriteStartArray("errors");
            json.WriteStringValue(detail);
            json.WriteEndArray();
            json.WriteStartObject("response_metadata");
            json.WriteStartArray("messages");
            json.WriteStringValue("[ERROR] " + detail);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
