using System.Text.Json.Serialization;

namespace Spotter.Scanning;

/// <summary>How far a scan goes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScanMode>))]
public enum ScanMode
{
    /// <summary>New posts only: until a whole page was already known.</summary>
    New,

    /// <summary>A collection: back through the whole history, going on where an earlier one stopped.</summary>
    History,
}
