using System.Text.Json.Serialization;

namespace Spotter.Models;

/// <summary>The order of a picture tensor's dimensions.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TensorLayout>))]
public enum TensorLayout
{
    /// <summary>Batch, channel, row, column.</summary>
    [JsonStringEnumMemberName("nchw")]
    Nchw,

    /// <summary>Batch, row, column, channel.</summary>
    [JsonStringEnumMemberName("nhwc")]
    Nhwc,
}
