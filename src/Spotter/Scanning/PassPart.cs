using System.Text.Json.Serialization;

namespace Spotter.Scanning;

/// <summary>The part of a pass for new posts that a scan is at.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PassPart>))]
public enum PassPart
{
    /// <summary>All of it: from the newest page to what was known.</summary>
    Whole,

    /// <summary>What a pass that was cut short left. The newest pages come after it.</summary>
    Rest,

    /// <summary>The pages that are newer than that pass.</summary>
    Newest,
}
