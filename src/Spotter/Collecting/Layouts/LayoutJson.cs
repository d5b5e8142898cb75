using System.Text.Json.Serialization;

namespace Spotter.Collecting.Layouts;

/// <summary>How the files of other programs are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InstaloaderFile))]
[JsonSerializable(typeof(GalleryFile))]
internal sealed partial class LayoutJson : JsonSerializerContext;
