using System.Text.Json.Serialization;

namespace Spotter.Pictures;

/// <summary>How a picture is made to fill a model's input.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PictureFit>))]
public enum PictureFit
{
    /// <summary>Scaled to the exact size; the aspect ratio is not kept.</summary>
    [JsonStringEnumMemberName("squash")]
    Squash,

    /// <summary>Scaled so that the shorter side fills the size, then cut at the centre.</summary>
    [JsonStringEnumMemberName("centre-crop")]
    CentreCrop,

    /// <summary>Scaled so that the longer side fits, centred on black.</summary>
    [JsonStringEnumMemberName("pad")]
    Pad,
}
