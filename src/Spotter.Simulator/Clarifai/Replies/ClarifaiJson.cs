using System.Text.Json.Serialization;

namespace Spotter.Simulator.Clarifai.Replies;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Prediction))]
internal sealed partial class ClarifaiJson : JsonSerializerContext;
