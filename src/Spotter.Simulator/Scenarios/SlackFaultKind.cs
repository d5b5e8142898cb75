using System.Text.Json.Serialization;

namespace Spotter.Simulator.Scenarios;

/// <summary>What can go wrong with a Slack call.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SlackFaultKind>))]
public enum SlackFaultKind
{
    /// <summary>HTTP 200 with <c>ok: false</c> and the fault's error; a webhook answers HTTP 400 with the error as text.</summary>
    [JsonStringEnumMemberName("error")]
    Error,

    /// <summary>HTTP 429.</summary>
    [JsonStringEnumMemberName("throttled")]
    Throttled,

    /// <summary>HTTP 503.</summary>
    [JsonStringEnumMemberName("unavailable")]
    Unavailable,

    /// <summary>No answer ever comes and nothing is done.</summary>
    [JsonStringEnumMemberName("hang")]
    Hang,

    /// <summary>The connection is cut and nothing is done.</summary>
    [JsonStringEnumMemberName("cut")]
    Cut,

    /// <summary>The call is carried out, then the connection is cut: the sender cannot know.</summary>
    [JsonStringEnumMemberName("accept-then-cut")]
    AcceptThenCut,

    /// <summary>The call is carried out, then answered with half of some JSON: the sender cannot know.</summary>
    [JsonStringEnumMemberName("malformed")]
    Malformed,
}
