using System.Text.Json;

namespace Spotter.Alerting;

/// <summary>Writes the JSON of messages to Slack.</summary>
public static class SlackBody
{
    /// <summary>An alert.</summary>
    /// <param name="draft">What is said and shown.</param>
    /// <param name="channel">The channel's id; null for a webhook, which has its own.</param>
    public static byte[] Write(AlertDraft draft, string? channel)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (channel is not null)
                json.WriteString("channel", channel);
            json.WriteString("text", SlackText.Text(draft));
            json.WriteBoolean("unfurl_links", false);
            if (!draft.IsPlain)
                WriteBlocks(json, draft);
            WriteMetadata(json, draft.Alert);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteBlocks(Utf8JsonWriter json, AlertDraft draft)
    {
        var alert = draft.Alert;
        json.WriteStartArray("blocks");
        WriteText(json, "header", "plain_text", SlackText.Header(alert));
        if (SlackText.Caption(alert) is { } caption)
            WriteText(json, "section", "plain_text", caption);
        if (draft.Upload.File is { } file)
            WriteImage(json, file, SlackText.AltText(alert));
        WriteContext(json, SlackText.Details(draft));
        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string block, string type, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", block);
        json.WriteStartObject("text");
        json.WriteString("type", type);
        json.WriteString("text", text);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteImage(Utf8JsonWriter json, string file, string altText)
    {
        json.WriteStartObject();
        json.WriteString("type", "image");
        json.WriteStartObject("slack_file");
        json.WriteString("id", file);
        json.WriteEndObject();
        json.WriteString("alt_text", altText);
        json.WriteEndObject();
    }

    private static void WriteContext(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", "context");
        json.WriteStartArray("elements");
        json.WriteStartObject();
        json.WriteString("type", "mrkdwn");
        json.WriteString("text", text);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter json, AlertMessage alert)
    {
        json.WriteStartObject("metadata");
        json.WriteString("event_type", SlackText.MetadataType);
        json.WriteStartObject("event_payload");
        json.WriteString("id", alert.Id);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
