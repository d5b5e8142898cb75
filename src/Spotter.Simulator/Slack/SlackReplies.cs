using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Spotter.Simulator.Protocol;

namespace Spotter.Simulator.Slack;

/// <summary>Writes what Slack answers.</summary>
internal static class SlackReplies
{
    public static Task RefuseAsync(HttpContext context, string error, string? detail = null) =>
        Reply.JsonAsync(context, 200, json => WriteError(json, error, detail));

    public static void WriteError(Utf8JsonWriter json, string error, string? detail)
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

    public static Task AuthAsync(HttpContext context) => Reply.JsonAsync(context, 200, json =>
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

    public static void WriteFiles(Utf8JsonWriter json, List<SlackFile> files)
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

    /// <summary>Until a file is ready its types are empty and nothing is said to share it.</summary>
    public static void WriteFile(Utf8JsonWriter json, SlackFile file, bool ready)
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

    public static void WriteHistory(Utf8JsonWriter json, List<SlackMessage> messages, string? next, bool withMetadata)
    {
        json.WriteStartObject();
        json.WriteBoolean("ok", true);
        json.WriteStartArray("messages");
        foreach (var message in messages)
            WriteMessage(json, message, withMetadata);
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

    public static void WriteMessage(Utf8JsonWriter json, SlackMessage message, bool withMetadata)
    {
        json.WriteStartObject();
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
}
