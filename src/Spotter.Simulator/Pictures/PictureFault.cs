using System.Text.Json.Serialization;

namespace Spotter.Simulator.Pictures;

/// <summary>What can be wrong with a picture.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PictureFault>))]
public enum PictureFault
{
    /// <summary>Nothing.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>Half of the file, served as if it were all.</summary>
    [JsonStringEnumMemberName("truncated")]
    Truncated,

    /// <summary>Text under the name and type of a JPEG.</summary>
    [JsonStringEnumMemberName("text")]
    Text,

    /// <summary>No bytes at all.</summary>
    [JsonStringEnumMemberName("zero-byte")]
    ZeroByte,

    /// <summary>A header that claims 60,000 x 60,000 pixels.</summary>
    [JsonStringEnumMemberName("huge")]
    Huge,

    /// <summary>HTTP 404.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing,

    /// <summary>The address has expired (HTTP 403); one that is told after that is well.</summary>
    [JsonStringEnumMemberName("expired")]
    Expired,

    /// <summary>Comes whole, over three seconds.</summary>
    [JsonStringEnumMemberName("slow")]
    Slow,

    /// <summary>Never comes.</summary>
    [JsonStringEnumMemberName("hang")]
    Hang,

    /// <summary>The connection is cut half way.</summary>
    [JsonStringEnumMemberName("cut")]
    Cut,
}
