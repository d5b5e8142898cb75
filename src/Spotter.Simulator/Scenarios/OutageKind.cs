using System.Text.Json.Serialization;

namespace Spotter.Simulator.Scenarios;

/// <summary>What an outage does to a call.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OutageKind>))]
public enum OutageKind
{
    /// <summary>HTTP 503.</summary>
    [JsonStringEnumMemberName("unavailable")]
    Unavailable,

    /// <summary>The connection is cut without an answer.</summary>
    [JsonStringEnumMemberName("cut")]
    Cut,

    /// <summary>HTTP 429, or the Graph API's error of a limit.</summary>
    [JsonStringEnumMemberName("throttled")]
    Throttled,

    /// <summary>HTTP 404.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing,

    /// <summary>HTTP 200 with a page of HTML, as from a gateway that wants a login.</summary>
    [JsonStringEnumMemberName("malformed")]
    Malformed,
}
