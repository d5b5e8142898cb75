using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spotter.Captions;

/// <summary>How the <c>model.json</c> of encoders and of models of captions is read and written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    WriteIndented = true)]
[JsonSerializable(typeof(EncoderDescription))]
[JsonSerializable(typeof(CaptionModelDescription))]
public sealed partial class CaptionJson : JsonSerializerContext;
