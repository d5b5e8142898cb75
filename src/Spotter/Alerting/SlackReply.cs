using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spotter.Alerting;

/// <summary>The parts of Slack's answers that Spotter reads.</summary>
internal sealed record SlackReply
{
    public bool Ok { get; init; }

    public string? Error { get; init; }

    [JsonPropertyName("upload_url")]
    public string? UploadUrl { get; init; }

    [JsonPropertyName("file_id")]
    public string? FileId { get; init; }

    public SlackFileInfo? File { get; init; }

    public IReadOnlyList<SlackHistoryMessage?> Messages { get; init => field = value ?? []; } = [];

    [JsonPropertyName("response_metadata")]
    public SlackCursor? Page { get; init; }

    /// <summary>Reads an answer; null where it is none.</summary>
    public static SlackReply? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, SlackJsonContext.Default.SlackReply);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal sealed record SlackFileInfo(string? Mimetype);

    internal sealed record SlackHistoryMessage(SlackMetadata? Metadata);

    internal sealed record SlackMetadata([property: JsonPropertyName("event_type")] string? EventType, [property: JsonPropertyName("event_payload")] SlackPayload? Payload);

    internal sealed record SlackPayload(string? Id);

    internal sealed record SlackCursor([property: JsonPropertyName("next_cursor")] string? Next);
}
