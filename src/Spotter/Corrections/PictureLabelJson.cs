using System.Text.Json.Serialization;

namespace Spotter.Corrections;

/// <summary>How people's labels are kept: camel case, absent values left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(PictureLabel))]
public sealed partial class PictureLabelJson : JsonSerializerContext;
