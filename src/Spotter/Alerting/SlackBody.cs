using System.Text.Json;

namespace Spotter.Alerting;

/// <summary>Writes the JSON of messages to Slack.</summary>
public static class SlackBody
{
    /// <summary>An alert.</summary>
    /// <param name="alert">What is said.</param>
    /// <param name="channel">The channel's id; null for a webhook, which has its own.</param>
    /// <param name="file">The id of the uploaded picture; null where there is none.</param>
    /// <param name="note">A remark for the reader; null where there is none.</param>
    public static byte[] Write(AlertMessage alert, string? channel, string? file, string? note)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (channel is not null)
                json.WriteString("channel", channel);
            json.WriteString("text", SlackText.Summary(alert));
            json.WriteBoolean("unfurl_links", false);
            WriteBlocks(json, alert, file, note);
            WriteMetadata(json, alert);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteBlocks(Utf8JsonWriter json, AlertMessage alert, string? file, string? note)
    {
        json.WriteStartArray("blocks");
        WriteText(json, "header", "plain_text", SlackText.Header(alert));
        if (SlackText.Caption(alert) is { } caption)
            WriteText(json, "section", "plain_text", caption);
        if (file is not null)
            WriteImage(json, file, SlackText.AltText(alert));
        WriteContext(json, SlackText.Details(alert, note));
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
