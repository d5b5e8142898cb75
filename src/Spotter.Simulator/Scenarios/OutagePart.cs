using System.Text.Json.Serialization;

namespace Spotter.Simulator.Scenarios;

/// <summary>What can have an outage.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OutagePart>))]
public enum OutagePart
{
    /// <summary>The pages of all accounts.</summary>
    [JsonStringEnumMemberName("source")]
    Source,

    /// <summary>The server of the posts' pictures.</summary>
    [JsonStringEnumMemberName("pictures")]
    Pictures,

    /// <summary>Every method of Slack, uploads and webhooks.</summary>
    [JsonStringEnumMemberName("slack")]
    Slack,
}
