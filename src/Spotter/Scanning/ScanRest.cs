using System.Text.Json.Serialization;

namespace Spotter.Scanning;

/// <summary>What is left for a scan to do when it has read its pages.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScanRest>))]
public enum ScanRest
{
    /// <summary>Nothing that is known.</summary>
    Nothing,

    /// <summary>Posts wait to be tried again.</summary>
    Waiting,

    /// <summary>The pages are read: it is the posts' turn that wait.</summary>
    Begun,
}
