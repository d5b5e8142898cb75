using System.Text.Json;

namespace Spotter.Simulator.Slack;

/// <summary>A message that the simulated Slack accepted.</summary>
public sealed record SlackMessage
{
    /// <summary>How it came: <c>chat.postMessage</c>, <c>files.completeUploadExternal</c> or <c>webhook</c>.</summary>
    public required string Via { get; init; }

    /// <summary>The channel's id; <c>webhook</c> for a webhook's own channel.</summary>
    public required string Channel { get; init; }

    /// <summary>Slack's id of the message within its channel: seconds with six decimals.</summary>
    public required string Ts { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The notification text.</summary>
    public string? Text { get; init; }

    /// <summary>The blocks as they were sent; null where there are none.</summary>
    public JsonElement? Blocks { get; init; }

    /// <summary>The metadata as it was sent, <c>event_type</c> and <c>event_payload</c>; null where there is none.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>The message it answers; null where it begins a thread.</summary>
    public string? ThreadTs { get; init; }

    /// <summary>The ids of the files it shares, by upload or by <c>slack_file</c>.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
}
