using System.Text.Json;

namespace Spotter.Alerting.Slack;

/// <summary>The parts of Slack's answers that Spotter reads.</summary>
internal sealed record SlackReply
{
    public bool Ok { get; init; }

    public string? Error { get; init; }

    public string? UploadUrl { get; init; }

    public string? FileId { get; init; }

    public SlackFileInfo? File { get; init; }

    public IReadOnlyList<SlackHistoryMessage?> Messages { get; init => field = value ?? []; } = [];

    public SlackCursor? ResponseMetadata { get; init; }

    /// <summary>Reads an answer; null where it is none.</summary>
    public static SlackReply? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, SlackJson.Default.SlackReply);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal sealed record SlackFileInfo(string? Mimetype);

    internal sealed record SlackHistoryMessage(SlackMetadata? Metadata);

    internal sealed record SlackMetadata(string? EventType, SlackPayload? EventPayload);

    internal sealed record SlackPayload(string? Id);

    internal sealed record SlackCursor(string? NextCursor);
}
