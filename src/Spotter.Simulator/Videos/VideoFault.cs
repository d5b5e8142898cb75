using System.Text.Json.Serialization;

namespace Spotter.Simulator.Videos;

/// <summary>What can be wrong with the file of a video.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VideoFault>))]
public enum VideoFault
{
    /// <summary>Nothing.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>No address is told, as of some reels.</summary>
    [JsonStringEnumMemberName("withheld")]
    Withheld,

    /// <summary>The address has expired (HTTP 403); one that is told after that is well.</summary>
    [JsonStringEnumMemberName("expired")]
    Expired,

    /// <summary>A web page under the name and type of a video.</summary>
    [JsonStringEnumMemberName("page")]
    Page,

    /// <summary>HTTP 403.</summary>
    [JsonStringEnumMemberName("forbidden")]
    Forbidden,

    /// <summary>Half of the file, served as if it were all.</summary>
    [JsonStringEnumMemberName("truncated")]
    Truncated,

    /// <summary>The connection is cut half way.</summary>
    [JsonStringEnumMemberName("cut")]
    Cut,

    /// <summary>The first time half of the file, and nothing more; then all of it.</summary>
    [JsonStringEnumMemberName("hang")]
    Hang,
}
