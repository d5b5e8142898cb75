using System.Text.Json.Serialization;

namespace Spotter.Simulator.Slack.Replies;

/// <summary>What every answer begins with.</summary>
internal abstract record SlackReply
{
    [JsonPropertyOrder(-1)]
    public bool Ok { get; init; } = true;
}
