using System.Text.Json.Serialization;

namespace Spotter.Simulator.Scenarios;

/// <summary>What can go wrong with a call of the hosted tagger.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TaggerFaultKind>))]
public enum TaggerFaultKind
{
    /// <summary>The fault's HTTP status and status code.</summary>
    [JsonStringEnumMemberName("error")]
    Error,

    /// <summary>Too many calls: HTTP 429 and status 11005.</summary>
    [JsonStringEnumMemberName("throttled")]
    Throttled,

    /// <summary>HTTP 503 with HTML.</summary>
    [JsonStringEnumMemberName("unavailable")]
    Unavailable,

    /// <summary>No answer ever comes.</summary>
    [JsonStringEnumMemberName("hang")]
    Hang,

    /// <summary>The connection is cut.</summary>
    [JsonStringEnumMemberName("cut")]
    Cut,

    /// <summary>Half of some JSON.</summary>
    [JsonStringEnumMemberName("malformed")]
    Malformed,
}
