using System.Text.Json.Serialization;

namespace Spotter.Models.Inference;

/// <summary>The element types of a tensor that Spotter reads and writes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ElementType>))]
public enum ElementType
{
    /// <summary>32-bit floating point.</summary>
    [JsonStringEnumMemberName("float32")]
    Float32,

    /// <summary>16-bit floating point (IEEE 754 binary16).</summary>
    [JsonStringEnumMemberName("float16")]
    Float16,

    /// <summary>Unsigned 8-bit integer.</summary>
    [JsonStringEnumMemberName("uint8")]
    UInt8,

    /// <summary>Signed 64-bit integer.</summary>
    [JsonStringEnumMemberName("int64")]
    Int64,

    /// <summary>Any other type: described, never run.</summary>
    [JsonStringEnumMemberName("other")]
    Other,
}
