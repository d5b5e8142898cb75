using System.Text.Json.Serialization;

namespace Spotter.Scanning;

/// <summary>Which posts a collection takes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PostKind>))]
public enum PostKind
{
    /// <summary>All.</summary>
    All,

    /// <summary>Those that are no video.</summary>
    Pictures,

    /// <summary>Those that the source says are one.</summary>
    Videos,
}
