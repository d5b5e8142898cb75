using System.Text.Json.Serialization;

namespace Spotter.Simulator.Scenarios;

/// <summary>The shapes of the web interface's replies.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WebShape>))]
public enum WebShape
{
    /// <summary>Edges and nodes, from the profile on.</summary>
    [JsonStringEnumMemberName("edges")]
    Edges,

    /// <summary>The profile shows a count beside empty edges; the posts come with the next call.</summary>
    [JsonStringEnumMemberName("empty-edges")]
    EmptyEdges,

    /// <summary>
    /// The profile shows a count beside empty edges; the posts come in the mobile shape: items, more_available, next_max_id.
    /// </summary>
    [JsonStringEnumMemberName("mobile")]
    Mobile,
}
